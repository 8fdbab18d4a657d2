// Distance and bearing on WGS 84, for what a reader measures by hand (Vincenty's inverse formula).
const A = 6378137, F = 1 / 298.257223563, B = A * (1 - F);
const RAD = Math.PI / 180;

/** Metres and initial bearing in degrees; NaN where the formula does not settle (near antipodes). */
export function inverse([lon1, lat1]: [number, number], [lon2, lat2]: [number, number]): { metres: number; bearing: number } {
  const L = (lon2 - lon1) * RAD;
  const U1 = Math.atan((1 - F) * Math.tan(lat1 * RAD)), U2 = Math.atan((1 - F) * Math.tan(lat2 * RAD));
  const [s1, c1, s2, c2] = [Math.sin(U1), Math.cos(U1), Math.sin(U2), Math.cos(U2)];
  let lambda = L;
  for (let k = 0; k < 200; k++) {
    const sl = Math.sin(lambda), cl = Math.cos(lambda);
    const ss = Math.hypot(c2 * sl, c1 * s2 - s1 * c2 * cl);
    if (ss === 0) return { metres: 0, bearing: 0 };
    const cs = s1 * s2 + c1 * c2 * cl, sigma = Math.atan2(ss, cs);
    const sa = (c1 * c2 * sl) / ss, ca2 = 1 - sa * sa;
    const cm = ca2 ? cs - (2 * s1 * s2) / ca2 : 0;
    const C = (F / 16) * ca2 * (4 + F * (4 - 3 * ca2));
    const before = lambda;
    lambda = L + (1 - C) * F * sa * (sigma + C * ss * (cm + C * cs * (2 * cm * cm - 1)));
    if (Math.abs(lambda - before) > 1e-12) continue;
    const u2 = (ca2 * (A * A - B * B)) / (B * B);
    const a = 1 + (u2 / 16384) * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
    const b = (u2 / 1024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
    const ds = b * ss * (cm + (b / 4) * (cs * (2 * cm * cm - 1) - (b / 6) * cm * (4 * ss * ss - 3) * (4 * cm * cm - 3)));
    const bearing = Math.atan2(c2 * Math.sin(lambda), c1 * s2 - s1 * c2 * Math.cos(lambda)) / RAD;
    return { metres: B * a * (sigma - ds), bearing: (bearing + 360) % 360 };
  }
  return { metres: NaN, bearing: NaN };
}
