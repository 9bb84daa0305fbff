/**
 * The cycles of a graph, one for each group of files that import each other (Tarjan's strongly connected components),
 * as the shortest way round from the first file of the group back to it.
 */
export function importCycles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  return components(graph)
    .filter((group) => group.length > 1 || (graph.get(group[0] as string) ?? []).includes(group[0] as string))
    .map((group) => shortestWayRound(graph, [...group].sort()));
}

type Mark = { index: number; low: number; open: boolean };

function components(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const marks = new Map<string, Mark>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): Mark => {
    const mark = { index: marks.size, low: marks.size, open: true };
    marks.set(file, mark);
    stack.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!graph.has(next)) continue;
      const known = marks.get(next);
      if (known === undefined) mark.low = Math.min(mark.low, visit(next).low);
      else if (known.open) mark.low = Math.min(mark.low, known.index);
    }
    if (mark.low === mark.index) {
      const group = stack.splice(stack.indexOf(file));
      for (const member of group) (marks.get(member) as Mark).open = false;
      found.push(group);
    }
    return mark;
  };
  for (const file of graph.keys()) if (!marks.has(file)) visit(file);
  return found;
}

function shortestWayRound(graph: ReadonlyMap<string, readonly string[]>, group: readonly string[]): readonly string[] {
  const start = group[0] as string;
  const ways: (readonly string[])[] = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of graph.get(way.at(-1) as string) ?? []) {
      if (next === start) return [...way, start];
      if (!group.includes(next) || seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return group;
}
