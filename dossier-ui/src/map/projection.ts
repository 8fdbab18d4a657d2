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

  /** Many positions, in parts of a degree, to units of the sheet; NaN for what lies behind the Earth. */
  many(lon: Float64Array, lat: Float64Array, parts: number): [Float32Array, Float32Array] {
    const { longitude, conformal_latitude, scale } = this.map.projection;
    const middle = conformal_latitude * RAD;
    const [s0, c0] = [Math.sin(middle), Math.cos(middle)];
    const [x, y] = [new Float32Array(lon.length), new Float32Array(lon.length)];
    for (let k = 0; k < lon.length; k++) {
      const chi = conformal(lat[k]! / parts) * RAD, turn = (lon[k]! / parts - longitude) * RAD;
      const [sc, cc, ct] = [Math.sin(chi), Math.cos(chi), Math.cos(turn)];
      const away = 1 + s0 * sc + c0 * cc * ct;
      const seen = away > 0.36; // within 130 degrees of the centre
      x[k] = seen ? this.map.width / 2 + (scale * cc * Math.sin(turn)) / away : NaN;
      y[k] = seen ? this.map.height / 2 - (scale * (c0 * sc - s0 * cc * ct)) / away : NaN;
    }
    return [x, y];
  }

  /** Units of the sheet to degrees. */
  degrees(x: number, y: number): [number, number] {
    const found = this.sphere.invert?.([x, y]);
    return found ? [found[0], latitudeOf(found[1])] : [NaN, NaN];
  }
}
