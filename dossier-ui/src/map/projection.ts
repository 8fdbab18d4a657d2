// The sheet's projection, the same as Python's: stereographic on the conformal sphere of WGS 84.
import { geoProjection, geoStereographicRaw, type GeoProjection } from "d3-geo";
import type { MapData } from "../types";

const E = Math.sqrt(0.006694379990141316);
const RAD = Math.PI / 180;

/** Conformal latitude of a latitude, both in degrees. */
export function conformal(latitude: number): number {
  const phi = Math.max(-90, Math.min(90, latitude)) * RAD;
  const bent = ((1 - E * Math.sin(phi)) / (1 + E * Math.sin(phi))) ** (E / 2);
  return (2 * Math.atan(Math.tan(Math.PI / 4 + phi / 2) * bent) - Math.PI / 2) / RAD;
}

/** Latitude of a conformal latitude, both in degrees. */
export function latitudeOf(chi: number): number {
  const t = Math.tan(Math.PI / 4 + (chi * RAD) / 2);
  let phi = chi * RAD;
  for (let k = 0; k < 8; k++) {
    phi = 2 * Math.atan(t * ((1 + E * Math.sin(phi)) / (1 - E * Math.sin(phi))) ** (E / 2)) - Math.PI / 2;
  }
  return phi / RAD;
}

export class Sheet {
  readonly sphere: GeoProjection;
  constructor(readonly map: MapData) {
    const p = map.projection;
    this.sphere = geoProjection(geoStereographicRaw)
      .scale(p.scale)
      .translate([map.width / 2, map.height / 2])
      .rotate([-p.longitude, -p.conformal_latitude])
      .clipAngle(130)
      .precision(1.5);
  }

  /** Degrees to units of the sheet. */
  place(lon: number, lat: number): [number, number] {
    return this.sphere([lon, conformal(lat)]) ?? [NaN, NaN];
  }

  /** Units of the sheet to degrees. */
  degrees(x: number, y: number): [number, number] {
    const found = this.sphere.invert?.([x, y]);
    return found ? [found[0], latitudeOf(found[1])] : [NaN, NaN];
  }
}
