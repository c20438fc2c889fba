#!/usr/bin/env node
// The Prisma CLI wants a native schema engine, which it would download. This one speaks the
// same JSON-RPC over stdio and lets @prisma/schema-engine-wasm do the work, so that migrations
// can be made from npm packages alone:
//   PRISMA_SCHEMA_ENGINE_BINARY=prisma/schema-engine.mjs DATABASE_URL=… npx prisma migrate dev
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
} from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const require = createRequire(import.meta.url);
const args = process.argv.slice(2);

const valuesOf = (name) =>
  args.flatMap((arg, index) => (arg === name ? [args[index + 1]] : []));

function databaseUrl() {
  const { url } = JSON.parse(valuesOf('--datasource')[0] ?? '{}');
  return url ?? process.env['DATABASE_URL'] ?? '';
}

const CATALOG_CHAR = 18;
const BPCHAR = 1042;

/**
 * adapter-pg has no mapping for the catalog's own type "char" (oid 18), which the engine wants
 * as a character: call it bpchar, and remember where it stood in the newest result.
 */
function noteCatalogChars() {
  const { prototype } = require('pg/lib/result.js');
  const { addFields } = prototype;
  const noted = { columns: [] };
  prototype.addFields = function addNotedFields(fields) {
    noted.columns = [];
    for (const [index, field] of fields.entries()) {
      if (field.dataTypeID !== CATALOG_CHAR) continue;
      field.dataTypeID = BPCHAR;
      noted.columns.push(index);
    }
    return addFields.call(this, fields);
  };
  return noted;
}

/** The engine asks one thing at a time, so the newest result is the one just read. */
function readCatalogCharsAsCharacters(connection, noted) {
  const queryRaw = connection.queryRaw.bind(connection);
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of noted.columns)
      result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}

/** The adapter cuts a script at every semicolon, also inside a function's body: send it whole. */
async function connectWhole(main, noted) {
  const connection = await main.connect();
  readCatalogCharsAsCharacters(connection, noted);
  connection.executeScript = async (script) => {
    await connection.client.query(script).catch((error) => connection.onError(error));
  };
  return connection;
}

/** A database in memory; its adapter's own executeScript does not wait for the end. */
async function connectInMemory() {
  const memory = await PGlite.create('memory://', { extensions: { pg_trgm } });
  const connection = await new PrismaPGlite(memory).connect();
  connection.executeScript = async (script) => {
    await memory.exec(script);
  };
  return connection;
}

/**
 * The database, and a throw-away one in memory as shadow. PrismaPg's own shadow connection
 * lands in the main database, because the connection string wins over the database's name.
 */
function connectionFactory() {
  const noted = noteCatalogChars();
  const main = new PrismaPg({ connectionString: databaseUrl() });
  return {
    provider: 'postgres',
    adapterName: main.adapterName,
    connect: () => connectWhole(main, noted),
    connectToShadowDb: connectInMemory,
  };
}

async function canConnect() {
  const client = new pg.Client({ connectionString: databaseUrl() });
  try {
    await client.connect();
    return null;
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase() {
  const url = new URL(databaseUrl());
  const name = decodeURIComponent(url.pathname.slice(1));
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  await client.end();
}

/** Answers the two commands of the CLI that are not JSON-RPC. */
async function answerCommand() {
  const NO_SUCH_DATABASE = '3D000';
  const error = await canConnect();
  if (!error) return 0;
  const isMissing = error.code === NO_SUCH_DATABASE;
  if (isMissing && args.includes('create-database')) {
    await createDatabase();
    return 0;
  }
  const line = {
    timestamp: new Date().toISOString(),
    level: 'ERROR',
    target: 'schema_engine::logger',
    fields: {
      error_code: isMissing ? 'P1003' : 'P1001',
      message: `Cannot reach the database: ${error.message}`,
    },
  };
  // The CLI drops the first line of stderr.
  process.stderr.write(`{}\n${JSON.stringify(line)}\n`);
  return 1;
}

function dataModels() {
  const models = valuesOf('--datamodels').map((value, index) => {
    try {
      return [value, readFileSync(value, 'utf8')];
    } catch {
      return [`schema${index}.prisma`, Buffer.from(value, 'base64').toString()];
    }
  });
  return models.length > 0 ? models : undefined;
}

async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => process.stderr.write(`${message}\n`),
  };
  const script = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = readFileSync(script.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, {
    './schema_engine_bg.js': bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const factory = bindMigrationAwareSqlAdapterFactory(connectionFactory());
  const log = (line) => process.stderr.write(`${line}\n`);
  const models = { datamodels: dataModels() };
  const engine = await bindings.SchemaEngine.new(models, log, factory);
  return { engine, errors: factory.errorRegistry };
}

const send = (message) =>
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

const PRINT_ID_OFFSET = 1_000_000;
const READS_HISTORY = new Set(['evaluateDataLoss', 'createMigration']);

async function call(engine, { id, method, params }) {
  if (method === 'getDatabaseVersion') return engine.version();
  // These two read the history's schema from a cache that only devDiagnostic fills.
  if (READS_HISTORY.has(method)) {
    const { migrationsList, filters } = params;
    await engine.devDiagnostic({ migrationsList, filters });
  }
  const result = await engine[method](params);
  if (method !== 'diff' || !result.stdout) return result ?? {};
  send({ method: 'print', params: { content: result.stdout }, id: PRINT_ID_OFFSET + id });
  return { ...result, stdout: null };
}

function failureOf(error, errors) {
  const ENGINE_ERROR = 4466;
  const inner = errors?.consumeError?.(error?.code);
  const message = String(error?.message ?? inner?.message ?? error);
  return {
    code: ENGINE_ERROR,
    message,
    data: {
      is_panic: false,
      message,
      error_code: error?.code ?? '',
      meta: error?.meta ?? {},
    },
  };
}

async function serve() {
  let loaded;
  let previous = Promise.resolve();
  const answer = async (request) => {
    if (!request.method) return; // the CLI acknowledges what we printed
    try {
      loaded ??= await loadEngine();
      send({ id: request.id, result: await call(loaded.engine, request) });
    } catch (error) {
      send({ id: request.id, error: failureOf(error, loaded?.errors) });
    }
  };
  for await (const line of createInterface({ input: process.stdin })) {
    previous = previous.then(() => answer(JSON.parse(line)));
  }
  await previous;
  return 0;
}

function isCommand() {
  return args.includes('can-connect-to-database') || args.includes('create-database');
}

if (args.includes('--version')) process.stdout.write('schema-engine-cli wasm\n');
else process.exit(await (isCommand() ? answerCommand() : serve()));
