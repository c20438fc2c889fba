export type Relation = '=' | '<' | '<=' | '>' | '>=';

/** Whether `got` stands in the relation to `wanted`: `got < wanted` for `<`. */
export function isRelated(relation: Relation, got: number, wanted: number): boolean {
  switch (relation) {
    case '=':
      return got === wanted;
    case '<':
      return got < wanted;
    case '<=':
      return got <= wanted;
    case '>':
      return got > wanted;
    case '>=':
      return got >= wanted;
    default:
      return relation satisfies never;
  }
}
