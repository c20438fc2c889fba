/** The most that a list of suggestions takes, in CSS pixels; longer ones scroll. */
export const LIST_HEIGHT_MAX = 320;

/** Between the list and its field, and between the list and the edge of the window. */
const AROUND = 18;

type Field = { top: number; bottom: number };

/**
 * The side on which a list of any length has room. It is chosen when the list opens, so that a
 * list that grows or shrinks while somebody types stays on its side of the field.
 */
export function listSide(field: Field, windowHeight: number): 'bottom' | 'top' {
  const below = windowHeight - field.bottom - AROUND;
  const above = field.top - AROUND;
  return below >= LIST_HEIGHT_MAX || below >= above ? 'bottom' : 'top';
}
