// The floors of docs/architecture.md, lowest first; neighbours on one line do not include each other.
const lines = [
  ['base'], ['algorithms', 'formats'], ['store'], ['http'], ['definitions', 'records'], ['territory'], ['people'],
  ['messages'], ['live'], ['registry'], ['instruments'], ['matters'], ['mechanisms'], ['insight', 'interop'], ['app'],
];
const height = new Map(lines.flatMap((line, index) => line.map((floor) => [floor, index])));

export const floorOf = (path) => path.match(/^src\/([a-z_]+)\//)?.[1];

// Why `from` (a path below src/) may not include `target` (as written between quotes), or nothing.
export function forbidden(from, target) {
  const mine = from.replace(/^src\//, '');
  const [floor, room] = mine.split('/');
  const [other, otherRoom] = target.split('/');
  if (!height.has(other)) return undefined;
  if (floor === other) {
    if (['mechanisms', 'instruments', 'records'].includes(floor) && room !== otherRoom) return 'rooms of one floor do not know one another';
    return undefined;
  }
  if (height.get(other) > height.get(floor)) return `${other}/ is a higher floor than ${floor}/`;
  if (height.get(other) === height.get(floor)) return 'neighbours do not include each other';
  if (other === 'matters' && target !== 'matters/api.hpp' && floor !== 'app' && !/_test\.cpp$/.test(from)) return 'higher floors include only matters/api.hpp';
  return undefined;
}
