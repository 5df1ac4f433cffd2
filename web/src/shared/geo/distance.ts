// How far something is from here. The position is asked for at this moment, used on this telephone, and neither sent nor kept.
import { t } from '../texts/texts';

export interface Point {
  lon: number;
  lat: number;
}
const earth_m = 6_371_000;
const rad = (degrees: number) => (degrees * Math.PI) / 180;

export function metres(a: Point, b: Point): number {
  const s = Math.sin(rad(b.lat - a.lat) / 2) ** 2 + Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(rad(b.lon - a.lon) / 2) ** 2;
  return 2 * earth_m * Math.asin(Math.sqrt(s));
}
export function distanceWords(m: number): string {
  if (m < 50) return t('web.geo.here');
  return m < 950 ? t('web.geo.metres', { n: Math.round(m / 50) * 50 }) : t('web.geo.kilometres', { n: (m / 1000).toFixed(1) });
}
export const canLocate = () => window.isSecureContext && 'geolocation' in navigator;
export function here(): Promise<Point> {
  return new Promise((resolve, reject) =>
    navigator.geolocation.getCurrentPosition((at) => resolve({ lon: at.coords.longitude, lat: at.coords.latitude }), reject, {
      enableHighAccuracy: true,
      timeout: 15_000,
      maximumAge: 0,
    }),
  );
}
