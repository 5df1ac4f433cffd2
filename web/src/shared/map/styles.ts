// How areas and points look on the map; colours come from the tokens, read once.
import type { FeatureLike } from 'ol/Feature';
import { Circle, Fill, Stroke, Style, Text } from 'ol/style';

const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export function areaStyle(feature: FeatureLike, on: boolean): Style {
  return new Style({
    fill: new Fill({ color: token(on ? '--map-fill-on' : '--map-fill') }),
    stroke: new Stroke({ color: token(on ? '--red' : '--info'), width: on ? 3 : 1.2 }),
    text: new Text({
      text: String(feature.get('name') ?? ''),
      font: `${on ? '600 ' : ''}13px ${token('--font')}`,
      fill: new Fill({ color: token('--ink') }),
      stroke: new Stroke({ color: token('--paper'), width: 3 }),
      overflow: true,
    }),
  });
}

export function pointStyle(): Style {
  return new Style({
    image: new Circle({ radius: 8, fill: new Fill({ color: token('--red') }), stroke: new Stroke({ color: token('--paper'), width: 3 }) }),
  });
}
