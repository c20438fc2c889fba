// `npm run check`: format, lint, types, layers, dead code and unit tests.
import path from 'node:path';
import { runChecks } from './check-steps.mjs';
import { runStep } from './run-step.mjs';

const root = path.dirname(import.meta.dirname);
const isClean = await runChecks(root);
const unit = await runStep(root, 'unit tests', ['vitest', 'run', '--project', 'unit']);
process.exitCode = isClean && unit.code === 0 ? 0 : 1;
