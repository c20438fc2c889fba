import { ANY_RUN, codesOf, type Glob, ONE_CHARACTER } from './glob';

/** Whether some text fits both patterns. */
export function globsMeet(first: Glob, second: Glob): boolean {
  const a = codesOf(first);
  const b = codesOf(second);
  // reach[j]: what was read of `a` so far and the first j tokens of `b` can be one text
  let reach = emptyReach(b);
  for (const code of a)
    reach = code === ANY_RUN ? afterRun(reach) : afterOne(reach, code, b);
  return reach[b.length] === true;
}

/** Before anything of the other pattern: only runs can be nothing. */
function emptyReach(b: number[]): boolean[] {
  const reach = [true];
  for (const code of b) reach.push(reach.at(-1) === true && code === ANY_RUN);
  return reach;
}

/** A run takes in whatever follows. */
function afterRun(reach: boolean[]): boolean[] {
  const first = reach.indexOf(true);
  return reach.map((_, at) => first >= 0 && at >= first);
}

function afterOne(reach: boolean[], code: number, b: number[]): boolean[] {
  const next = [false];
  for (const [at, other] of b.entries()) {
    const isStep =
      other === ANY_RUN
        ? // the run takes the character in, or is over
          reach[at + 1] === true || reach[at] === true || next[at] === true
        : reach[at] === true &&
          (other === code || other === ONE_CHARACTER || code === ONE_CHARACTER);
    next.push(isStep);
  }
  return next;
}
