import { isSameJson } from '../index/same-json';
import { type JsonObject, toStrings } from '../parse/values';
import { coversAction, coversResource } from './covers';

/** Whether a statement says nothing that another does not say as well. Never says so wrongly. */
export const isCovered = (narrow: JsonObject, wide: JsonObject): boolean =>
  narrow['Effect'] === wide['Effect'] &&
  isWithin(narrow, wide, 'Action', coversAction) &&
  isWithin(narrow, wide, 'Resource', coversResource) &&
  isSameOrNone(narrow, wide) &&
  ['Principal', 'NotPrincipal', 'NotAction', 'NotResource'].every((name) =>
    isSameJson(narrow[name], wide[name]),
  );

/** Without conditions a statement covers what another says under some. */
const isSameOrNone = (narrow: JsonObject, wide: JsonObject): boolean =>
  wide['Condition'] === undefined || isSameJson(narrow['Condition'], wide['Condition']);

function isWithin(
  narrow: JsonObject,
  wide: JsonObject,
  name: string,
  covers: (wide: string, narrow: string) => boolean,
): boolean {
  const [inner, outer] = [toStrings(narrow[name]), toStrings(wide[name])];
  if (inner === null || outer === null) return isSameJson(narrow[name], wide[name]);
  return inner.every((one) => outer.some((other) => covers(other, one)));
}
