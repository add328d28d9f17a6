import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBench, type TestBench } from '../support/bench.ts';
import { openCabinet } from '../support/cabinet.ts';

let banc: TestBench;

beforeAll(async () => {
  banc = await openBench();
});

afterAll(async () => {
  await banc[Symbol.asyncDispose]();
});

/** A browser's session, without the browser. */
async function signIn(url: string, profil: string) {
  const opened = await fetch(`${url}/connexion`, form({ profil }));
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  return {
    get: (path: string) => fetch(url + path, { headers: { cookie } }),
    post: (path: string, fields: Record<string, string>) => {
      const init = form(fields);
      return fetch(url + path, { ...init, headers: { ...init.headers, cookie } });
    },
  };
}

function form(fields: Record<string, string>) {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', redirect: 'manual' as const, headers, body: new URLSearchParams(fields).toString() };
}

const traits = {
  nomNaissance: 'D"ORÉ <B>',
  prenom: 'ZOE',
  sexe: 'F',
  dateNaissance: '1975-12-31',
  lieuNaissance: '63220',
};

describe('screens', () => {
  it('send to the sign-in screen without a session', async () => {
    await using cabinet = await openCabinet(banc);
    const answer = await fetch(`${cabinet.url}/patients/1001`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/connexion']);
  });

  it('show a refused creation again, with what was typed', async () => {
    await using cabinet = await openCabinet(banc);
    const browser = await signIn(cabinet.url, 'ordinaire');
    const answer = await browser.post('/patients', { ...traits, lieuNaissance: '' });
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toContain('value="D&quot;ORÉ &lt;B&gt;"');
    expect(text).toMatch(/role="alert".*Lieu de naissance/s);
  });

  it('write no markup from a trait', async () => {
    await using cabinet = await openCabinet(banc);
    const browser = await signIn(cabinet.url, 'ordinaire');
    await browser.post('/patients', traits);
    expect(await (await browser.get('/patients/1001')).text()).not.toContain('<B>');
  });

  it.each(['', '/insi', '/historique', '/journal-insi', '/journal-acces', '/courrier'])(
    'show the identity banner on a patient’s « %s »',
    async (path) => {
      await using cabinet = await openCabinet(banc);
      const browser = await signIn(cabinet.url, 'ordinaire');
      await browser.post('/patients', traits);
      expect(await (await browser.get(`/patients/1001${path}`)).text()).toContain(
        'data-bandeau="nomNaissance">D&quot;ORÉ',
      );
    },
  );

  it('have no INSi button for a user without the right', async () => {
    await using cabinet = await openCabinet(banc);
    const browser = await signIn(cabinet.url, 'sans_insi');
    await browser.post('/patients', traits);
    expect(await (await browser.get('/patients/1001')).text()).not.toContain('data-testid="appeler-insi"');
  });

  it('disable the INSi button of a doubtful identity, and say why', async () => {
    await using cabinet = await openCabinet(banc);
    const browser = await signIn(cabinet.url, 'ordinaire');
    await browser.post('/patients', traits);
    await browser.post('/patients/1001/attributs/poser', { attribut: 'douteuse' });
    const text = await (await browser.get('/patients/1001')).text();
    expect(text).toMatch(/data-testid="appeler-insi" disabled aria-describedby="insi-refus"/);
    expect(text).toMatch(/data-testid="insi-refus">[^<]*douteuse/);
  });
});

describe('main', () => {
  it('starts from the environment, says that it is ready, and stops on SIGTERM', async () => {
    const env = { ...process.env, ...banc.bench.env, PORT: '0', DEFAUTS: 'idam-vide' };
    const child = spawn(process.execPath, ['candidate/reference/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const url = /http:\S+/.exec(String(line))?.[0] ?? '';
    const { status } = await fetch(`${url}/sante`);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect({ status, code }).toEqual({ status: 200, code: 0 });
  });

  it('refuses an unknown defect', async () => {
    const env = { ...process.env, ...banc.bench.env, PORT: '0', DEFAUTS: 'inconnu' };
    const child = spawn(process.execPath, ['candidate/reference/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [line] = await once(createInterface({ input: child.stderr }), 'line');
    const [code] = await once(child, 'exit');
    expect({ named: String(line).includes('« inconnu »'), code }).toEqual({ named: true, code: 1 });
  });
});
