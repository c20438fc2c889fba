// `npm run bench -- web | home | cli | iam | practice | policy`: the budgets of the product, printed as ratios (≤ 1 keeps a budget).
import path from 'node:path';
import { benchCli } from '../bench/cli.mjs';
import { benchHome } from '../bench/home.mjs';
import { benchIam } from '../bench/iam.mjs';
import { benchPolicy } from '../bench/policy.mjs';
import { benchPractice } from '../bench/practice.mjs';
import { benchWeb } from '../bench/web.mjs';

const root = path.dirname(import.meta.dirname);
const BENCHES = {
  web: benchWeb,
  home: benchHome,
  cli: benchCli,
  iam: benchIam,
  practice: benchPractice,
  policy: benchPolicy,
};

const [name = 'web', ...args] = process.argv.slice(2);
const bench = BENCHES[name];
if (!bench) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`);
  process.exit(2);
}
await bench(root, args);
