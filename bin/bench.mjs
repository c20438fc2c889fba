// `npm run bench -- web`: the budgets that a person feels, printed as ratios (≤ 1 keeps it).
import path from 'node:path';
import { benchWeb } from '../bench/web.mjs';

const root = path.dirname(import.meta.dirname);
const BENCHES = { web: benchWeb };

const [name = 'web'] = process.argv.slice(2);
const bench = BENCHES[name];
if (!bench) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`);
  process.exit(2);
}
await bench(root);
