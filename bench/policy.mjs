// What the policy editor asks the server for while somebody types, on a policy of 10 KB.
import { bundleWorker, runOnce } from './run-worker.mjs';

const BUDGETS_MS = { check: 150, firstCheck: 400, compact: 1500 };

/** Prints each time against its budget of CPU (≤ 1 keeps it). */
export async function benchPolicy(root) {
  const times = runOnce(await bundleWorker(root, 'policy'), ['all']);
  for (const [name, budget] of Object.entries(BUDGETS_MS)) {
    const ratio = (times[name] / budget).toFixed(2);
    const row = `${name.padEnd(12)} ${ratio}x of ${budget} ms (${times[name].toFixed(1)} ms)`;
    process.stdout.write(`  ${row}\n`);
  }
}
