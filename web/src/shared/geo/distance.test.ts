import { describe, expect, it } from 'vitest';
import { distanceWords, metres } from './distance';

describe('distance', () => {
  it('measures along the ground', () => {
    expect(metres({ lon: 112.5, lat: 37.9 }, { lon: 112.5, lat: 37.909 })).toBeCloseTo(1000.8, 0);
    expect(metres({ lon: 112.5, lat: 37.9 }, { lon: 112.5, lat: 37.9 })).toBe(0);
  });
  it('says it as people do', () => {
    expect(distanceWords(20)).toBe('就在附近');
    expect(distanceWords(180)).toBe('约 200 米');
    expect(distanceWords(1240)).toBe('约 1.2 公里');
  });
});
