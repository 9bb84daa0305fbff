/** How far it is from one municipality to another, as the crow flies. Pure. */
import { MUNICIPALITY_SEATS } from "./coordinates.ts";

const EARTH_RADIUS_KM = 6_371;

/** The codes that have a place on the map, in ascending order; a municipality's index in this list is its number here. */
export const MUNICIPALITY_CODES: readonly string[] = Object.keys(MUNICIPALITY_SEATS).sort();

const INDEX_BY_CODE: ReadonlyMap<string, number> = new Map(MUNICIPALITY_CODES.map((code, index) => [code, index]));

/** Kilometres between all pairs, whole, row by row; made once. */
const TABLE: Uint16Array = tableOfDistances();

/** Whether the code is one of the 98 municipalities. */
export function isMunicipality(code: string): boolean {
  return INDEX_BY_CODE.has(code);
}

/** The municipality's number in the table of distances; -1 when the code is none. */
export function municipalityIndex(code: string): number {
  return INDEX_BY_CODE.get(code) ?? -1;
}

/** Whole kilometres between the towns of the two town halls; null when one of the codes is no municipality. */
export function distanceKm(from: string, to: string): number | null {
  return distanceOfIndexes(municipalityIndex(from), municipalityIndex(to));
}

/** Like `distanceKm`, for numbers of the table. */
export function distanceOfIndexes(from: number, to: number): number | null {
  return from < 0 || to < 0 ? null : (TABLE[from * MUNICIPALITY_CODES.length + to] as number);
}

/**
 * The length of the great circle between two points in kilometres, by the haversine formula, on a sphere of 6,371 km.
 *
 * @param a north and east in degrees
 */
export function greatCircleKm(a: readonly [number, number], b: readonly [number, number]): number {
  const [north, east] = [radians(b[0] - a[0]), radians(b[1] - a[1])];
  const half = Math.sin(north / 2) ** 2 + Math.cos(radians(a[0])) * Math.cos(radians(b[0])) * Math.sin(east / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Rounded up, so that the way over a third place is never shorter than the straight one. */
function tableOfDistances(): Uint16Array {
  const seats = MUNICIPALITY_CODES.map((code) => MUNICIPALITY_SEATS[code] as readonly [number, number]);
  return Uint16Array.from(seats.flatMap((from) => seats.map((to) => Math.ceil(greatCircleKm(from, to)))));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
