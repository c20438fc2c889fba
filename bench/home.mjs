// The home page of a person with 5,000 roles: what the server does for it, and the search as they type.
import { row } from './row.mjs';
import { bundleWorker, runOnce } from './run-worker.mjs';

const BUDGETS = [
  ['answerMs', 'server p95 of 5,000 roles', 100, 'ms'],
  ['answerKilobytes', 'answer of 5,000 roles', 4000, 'kB'],
  ['statements', 'statements of 5,000 roles', 8, ''],
  ['firstKeyMs', 'first key in 5,000 roles', 100, 'ms'],
  ['keyMs', 'key p95 in 5,000 roles', 100, 'ms'],
];

/** Prints each measurement against its budget. */
export async function benchHome(root) {
  const measured = runOnce(await bundleWorker(root, 'home'), [root]);
  for (const [name, what, budget, unit] of BUDGETS)
    row(what, measured[name], budget, unit);
}
