// Merge of three texts: the changes that `theirs` makes to `base`, made to `mine`. All are lists of lines.
//
// `base` is how this page writes the original file, `theirs` how it writes the changed one, and `mine` is the original itself, in
// whatever style its author writes.

/** Merge key by key: of the top-level keys, only those that `theirs` changes are written anew, with `inside` merging their lines. */
export function mergedByKey(base, mine, theirs, inside = merged) {
  const [old, own] = [partsOf(base), partsOf(mine)];
  return [...partsOf(theirs)].flatMap(([key, lines]) => {
    if (!old.has(key) || !own.has(key)) return lines;
    return isSame(old.get(key), lines) ? own.get(key) : inside(old.get(key), own.get(key), lines);
  });
}

/** Top-level key -> its lines; what is above the first key has an empty one. */
function partsOf(lines) {
  const parts = new Map([["", []]]);
  let last = parts.get("");
  for (const line of lines) {
    const key = /^["']?([\w-]+)["']?\s*:/.exec(line)?.[1];
    if (key) parts.set(key, (last = parts.get(key) ?? []));
    last.push(line);
  }
  return parts;
}

/** Merge line by line. Where a change meets lines of another style, the page's own lines win. */
export function merged(base, mine, theirs) {
  const [inMine, inTheirs] = [matches(base, mine), matches(base, theirs)];
  const lines = [];
  let [b, m, t] = [0, 0, 0];
  for (let next = 0; next <= base.length; next += 1) {
    const isEnd = next === base.length;
    if (!isEnd && (inMine[next] < 0 || inTheirs[next] < 0)) continue;
    const [toMine, toTheirs] = isEnd ? [mine.length, theirs.length] : [inMine[next], inTheirs[next]];
    const [old, own, changed] = [base.slice(b, next), mine.slice(m, toMine), theirs.slice(t, toTheirs)];
    lines.push(...(isSame(old, changed) ? own : changed));
    if (!isEnd) lines.push(mine[toMine]);
    [b, m, t] = [next + 1, toMine + 1, toTheirs + 1];
  }
  return lines;
}

const isSame = (one, other) => one.length === other.length && one.every((line, index) => line === other[index]);

/** More cells than this take too long while someone types; the lines in between then count as different. */
const MOST = 9e6;

/** For each line of `one`, its line in `other`, or -1: the longest common subsequence. */
function matches(one, other) {
  const found = new Int32Array(one.length).fill(-1);
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) found[start] = start++;
  let [end, last] = [one.length, other.length];
  while (end > start && last > start && one[end - 1] === other[last - 1]) found[--end] = --last;
  const [rows, columns] = [end - start + 1, last - start + 1];
  if (rows * columns > MOST) return found;
  const lengths = new Uint16Array(rows * columns);
  for (let row = rows - 2; row >= 0; row -= 1) {
    for (let column = columns - 2; column >= 0; column -= 1) {
      const at = row * columns + column;
      lengths[at] = one[start + row] === other[start + column]
        ? lengths[at + columns + 1] + 1
        : Math.max(lengths[at + columns], lengths[at + 1]);
    }
  }
  for (let row = 0, column = 0; row < rows - 1 && column < columns - 1; ) {
    const at = row * columns + column;
    if (one[start + row] === other[start + column]) found[start + row++] = start + column++;
    else if (lengths[at + columns] >= lengths[at + 1]) row += 1;
    else column += 1;
  }
  return found;
}
