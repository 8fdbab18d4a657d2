// A ring's sector as SVG path data: degrees clockwise from north.
export function arc(inner: number, outer: number, [from, to]: [number, number]): string {
  const wide = Math.min(to - from, 359.99);
  const point = (degrees: number, radius: number): string => {
    const a = (degrees * Math.PI) / 180;
    return `${(radius * Math.sin(a)).toFixed(2)} ${(-radius * Math.cos(a)).toFixed(2)}`;
  };
  const large = wide > 180 ? 1 : 0;
  const end = from + wide;
  const back = inner > 0 ? `L${point(end, inner)}A${inner} ${inner} 0 ${large} 0 ${point(from, inner)}` : "L0 0";
  return `M${point(from, outer)}A${outer} ${outer} 0 ${large} 1 ${point(end, outer)}${back}Z`;
}
