import { statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEVICE_SUBJECT } from '@/lib/core/step-up';
import { useConsole } from '@/lib/server/test-console';
import { readLogin } from './console/login-file';
import { filesIn, personAt, signedInAt } from './console/test-person';
import { creds } from './creds';
import { login } from './login';
import { logout } from './logout';
import { roles } from './roles';

const console = useConsole();
const ROLE = 'Data/data-read';
const NOT_SIGNED_IN = 'drawbridge: not signed in. Run: drawbridge login';
const signedIn = () => signedInAt(console());

describe('signing a computer in', () => {
  it('keeps the token where nobody else can read it, and prints it nowhere', async () => {
    const { cookie } = await console().addPerson('Anna');
    const person = personAt(console());
    const { code, out, errors } = await person.signIn(cookie);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(out.at(-1)).toMatch(
      /^Signed in to http:\/\/127\.0\.0\.1:\d+ as Anna \(Practice\) until \d{4}-\d\d-\d\d\.$/,
    );
    const { token } = readLogin(person.home) ?? { token: '' };
    expect(token).toMatch(/^dbr_/);
    expect(out.join()).not.toContain('dbr_');
    expect(statSync(path.join(person.home, 'login.json')).mode & 0o777).toBe(0o600);
    expect(statSync(person.home).mode & 0o777).toBe(0o700);
    expect(console().addresses.join()).not.toContain('dbr_');
  });

  it('ends with a sentence when the person refuses', async () => {
    const person = personAt(console());
    expect(await person.signIn(null)).toMatchObject({
      code: 1,
      errors: ['drawbridge: the sign-in was refused in the browser'],
    });
    expect(readLogin(person.home)).toBeNull();
  });

  it('ends the token that the computer had before, and keeps nothing of it', async () => {
    const { cookie } = await console().addPerson();
    const person = personAt(console());
    await person.signIn(cookie);
    const before = readLogin(person.home);
    await person.run(creds, ROLE, '--format', 'process');
    await person.signIn(cookie);
    expect(filesIn(person.home).map((file) => path.basename(file))).toEqual([
      'login.json',
    ]);
    expect(readLogin(person.home)?.token).not.toBe(before?.token);
    const asked = await fetch(`${console().origin}/api/v1/roles`, {
      headers: { authorization: `Bearer ${before?.token}` },
    });
    expect(asked.status).toBe(401);
  });

  it('sends no token over a network in the clear', async () => {
    const person = personAt(console());
    const ended = await person.run(login, '--server', 'http://console.example');
    expect(ended.code).toBe(2);
    expect(ended.errors.join()).toContain('expected https://');
  });
});

describe('signing a computer in by a typed code', () => {
  const type = async (code: string, cookie: string, isAllowed: boolean) => {
    const { origin, actor } = console();
    // Whoever allows a computer confirms that it is them, and goes on with another cookie.
    const confirmed = isAllowed ? await console().stepUp(cookie, DEVICE_SUBJECT) : null;
    const headers = {
      'content-type': 'application/json',
      cookie: confirmed?.cookie ?? cookie,
      origin,
    };
    const { workspaceId } = actor;
    const confirmation = confirmed?.confirmation ?? '';
    await fetch(`${origin}/api/v1/cli/device/answer`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ code, workspaceId, isAllowed, confirmation }),
    });
  };
  const signInBy = (person: string, cookie: string, isAllowed: boolean) => {
    const at = personAt(console());
    return at
      .run(
        (args, io, env) => {
          const stdout = (line: string) => {
            io.stdout(line);
            const code = /[A-Z]{4}-[A-Z]{4}$/.exec(line)?.[0];
            if (code) void type(code, cookie, isAllowed);
          };
          return login(args, { ...io, stdout }, env);
        },
        ...['--server', console().origin, '--device', '--as', person],
      )
      .then((ended) => ({ ...ended, home: at.home }));
  };
  const allowCodes = (isAllowed: boolean) =>
    console().ports.workspaces.setDeviceCodes(console().actor.workspaceId, isAllowed);

  it('keeps the token once the person allows it elsewhere, or says that they refused', async () => {
    await allowCodes(true);
    const { userId, cookie } = await console().addPerson('Anna');
    const { prisma } = console().world.database;
    const { email } = await prisma.user.findUniqueOrThrow({ where: { id: userId } });
    const refused = await signInBy(email, cookie, false);
    expect(refused.code).toBe(1);
    expect(refused.errors.join()).toContain('was refused');
    const ended = await signInBy(email, cookie, true);
    expect(ended).toMatchObject({ code: 0, errors: [] });
    expect(ended.out.at(-1)).toContain('as Anna (Practice) until');
    expect(ended.out.join()).not.toContain('?');
    expect(readLogin(ended.home)?.token).toMatch(/^dbr_/);
    await allowCodes(false);
    const off = await signInBy(email, cookie, true);
    expect(off.errors.join()).toContain('Signing in by a typed code is off');
  });

  it('asks for whom it is', async () => {
    const ended = await personAt(console()).run(login, '--device');
    expect(ended).toMatchObject({ code: 2, out: [] });
    expect(ended.errors.join()).toContain('--as');
  });
});

describe('signing out', () => {
  it('ends the token at the console and takes away what was kept', async () => {
    const person = await signedIn();
    await person.run(creds, ROLE, '--format', 'process');
    expect(filesIn(person.home).length).toBeGreaterThan(2);
    expect(await person.run(logout)).toEqual({
      code: 0,
      out: [`Signed out of ${console().origin}.`],
      errors: [],
    });
    expect(filesIn(person.home)).toEqual([]);
    const asked = await fetch(`${console().origin}/api/v1/roles`, {
      headers: { authorization: `Bearer ${person.login.token}` },
    });
    expect(asked.status).toBe(401);
    expect((await person.run(logout)).out).toEqual(['Nobody was signed in.']);
  });
});

describe('the roles', () => {
  it('are those of the home page, as lines and as JSON', async () => {
    const person = await signedIn();
    const { out } = await person.run(roles);
    expect(out).toContain('Data/data-read    arn:aws:iam::444455556666:role/data-read');
    const [json = ''] = (await person.run(roles, '--json')).out;
    expect(JSON.parse(json)).toContainEqual(
      expect.objectContaining({ roleName: 'data-read', accountId: '444455556666' }),
    );
  });

  it('are nobody’s who is not signed in', async () => {
    const ended = await personAt(console()).run(roles);
    expect(ended).toEqual({ code: 1, out: [], errors: [NOT_SIGNED_IN] });
  });
});
