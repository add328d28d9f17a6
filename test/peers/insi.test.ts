import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { publishedIdentities } from '../../core/index.ts';
import { answerCode, insiRequest, searchAction } from '../support/insi-request.ts';
import { type Need, need, sharedInsi } from './support/need.ts';
import { type ClientFiles, type CommandResult, openWorld, type World } from './support/world.ts';

let opened: World | undefined;
beforeAll(async () => {
  opened = await openWorld();
});
afterAll(async () => await opened?.close());

/** The world, once every need of the test is met. */
function worldFor(context: TestContext, ...needs: Need[]): World {
  need(context, 'namespaces', 'openssl', ...needs);
  if (opened === undefined) throw new Error('the world did not open');
  return opened;
}

describe('curl, from another network namespace', () => {
  const contentType = `Content-Type: application/soap+xml; charset=utf-8; action="${searchAction}"`;

  function curl(world: World, ...args: string[]): CommandResult {
    const common = ['-sS', '--max-time', '10', '--cacert', world.files.ca, '-H', contentType, '--data-binary', '@-'];
    return world.run('curl', [...common, ...args], insiRequest());
  }

  function as({ cert, key }: ClientFiles): string[] {
    return ['--cert', cert, '--key', key];
  }

  it('gets an identity with a certificate of an authority named in the plan', (context) => {
    const world = worldFor(context, 'curl');
    expect(answerCode(curl(world, ...as(world.client), world.url.href).stdout)).toBe('00');
  });

  it('gets an identity with the certificate that the bench issues', (context) => {
    const world = worldFor(context, 'curl');
    const { insiAutoCert: cert, insiAutoKey: key } = world.files;
    expect(answerCode(curl(world, ...as({ cert, key }), world.url.href).stdout)).toBe('00');
  });

  it('leaves its exchange in the journal, with its address', async (context) => {
    const world = worldFor(context, 'curl');
    curl(world, ...as(world.client), world.url.href);
    const { remoteAddress, keys } = await world.lastExchange('complet');
    expect({ remoteAddress, keys }).toEqual({
      remoteAddress: world.url.hostname.replace(/\.1$/, '.2'),
      keys: ['ADRTROIS'],
    });
  });

  it('reaches the bench by a name of the plan', (context) => {
    const world = worldFor(context, 'curl');
    const { hostname, port } = world.url;
    const named = ['--resolve', `${world.name}:${port}:${hostname}`, `https://${world.name}:${port}/lps`];
    expect(answerCode(curl(world, ...as(world.client), ...named).stdout)).toBe('00');
  });

  it('refuses the bench under a name that the plan does not give', (context) => {
    const world = worldFor(context, 'curl');
    const { hostname, port } = world.url;
    const named = ['--resolve', `autre.test:${port}:${hostname}`, `https://autre.test:${port}/lps`];
    expect(curl(world, ...as(world.client), ...named).stderr).toContain('no alternative certificate subject name');
  });

  it('is told of a wrong common name by desir_560', (context) => {
    const world = worldFor(context, 'curl');
    expect(answerCode(curl(world, ...as(world.issue('AUTRE')), world.url.href).stdout)).toBe('desir_560');
  });

  it('is cut when its authority is unknown, and the refusal is kept with the certificate', async (context) => {
    const world = worldFor(context, 'curl');
    const { status, stdout } = curl(world, ...as(world.issue('INSI-AUTO', 'inconnue')), world.url.href);
    const { tls } = await world.lastExchange('refus_tls');
    expect({ refused: status !== 0, stdout, issuer: tls?.peer?.issuer }).toEqual({
      refused: true,
      stdout: '',
      issuer: 'C=FR, O=TEST EDITEUR, CN=TEST AC inconnue',
    });
  });

  it('is refused 200 MB without the bench falling', (context) => {
    const world = worldFor(context, 'curl');
    const flood = `head -c 200000000 /dev/zero | curl -sS -o /dev/null -w '%{http_code}' -H 'Expect:' -T - -X POST "$@"`;
    const args = ['-c', flood, 'sh', '--cacert', world.files.ca, ...as(world.client), world.url.href];
    const status = world.run('sh', args).stdout;
    const after = answerCode(curl(world, ...as(world.client), world.url.href).stdout);
    expect([status, after]).toEqual(['413', '00']);
  });
});

describe('openssl, from another network namespace', () => {
  function client(world: World, input: string, ...args: string[]): CommandResult {
    const peer = ['-connect', world.url.host, '-CAfile', world.files.ca, '-verify_return_error'];
    return world.run('openssl', ['s_client', '-quiet', ...peer, ...args], input);
  }

  function as({ cert, key }: ClientFiles): string[] {
    return ['-cert', cert, '-key', key];
  }

  function post(body: string): string {
    const headers = `Host: banc\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}`;
    return `POST /lps HTTP/1.1\r\n${headers}\r\n\r\n${body}`;
  }

  it.for(['-tls1_2', '-tls1_3'])('gets an identity by hand-written HTTP, %s', (version, context) => {
    const world = worldFor(context);
    expect(answerCode(client(world, post(insiRequest()), version, ...as(world.client)).stdout)).toBe('00');
  });

  it('receives the very bytes that the journal keeps', async (context) => {
    const world = worldFor(context);
    const { stdout } = client(world, post(insiRequest()), '-tls1_2', ...as(world.client));
    const kept = await world.response(await world.lastExchange('complet'));
    expect(kept.toString('utf8')).toBe(stdout);
  });

  it.for([
    ['-tls1_2', 'alert handshake failure'],
    ['-tls1_3', 'alert certificate required'],
  ] as const)('is alerted when it shows no certificate, %s', ([version, alert], context) => {
    const world = worldFor(context);
    expect(client(world, post(insiRequest()), version).stderr).toContain(alert);
  });

  it('is alerted below TLS 1.2', (context) => {
    const world = worldFor(context);
    const weak = ['-tls1_1', '-cipher', 'ALL@SECLEVEL=0'];
    expect(client(world, '', ...weak, ...as(world.client)).stderr).toContain('alert protocol version');
  });

  it('verifies the certificates of the bench and their revocation list', (context) => {
    const world = worldFor(context);
    const { ca, crl, insiAutoCert } = world.files;
    const result = world.run('openssl', ['verify', '-crl_check', '-CRLfile', crl, '-CAfile', ca, insiAutoCert]);
    expect(result.stdout).toContain(': OK');
  });
});

describe('zeep on the official WSDL, from another network namespace', () => {
  function zeep(world: World, operation: 'traits' | 'vitale', ...values: string[]): unknown {
    const wsdl = join(sharedInsi, 'wsdl/DESIR_ICIR_EXP_1.5.0.wsdl');
    const script = join(import.meta.dirname, 'zeep-client.py');
    const { cert, key } = world.client;
    const args = [script, wsdl, world.url.href, world.files.ca, '--client', cert, key, operation, ...values];
    const { stdout, stderr } = world.run('/usr/bin/python3', args);
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout);
  }

  it('understands an identity and its history', (context) => {
    const world = worldFor(context, 'zeep', 'shared');
    expect(zeep(world, 'traits', 'ECETINSI', 'PIERRE-ALAIN', 'M', '2009-07-14')).toEqual({
      code: '00',
      matricule: '109076322083489',
      historique: ['2090763220834', '2090663220123'],
      prenoms: 'PIERRE-ALAIN MURIEL FLORIANT',
    });
  });

  it('finds an identity by card', (context) => {
    const world = worldFor(context, 'zeep', 'shared');
    expect(zeep(world, 'vitale', '2751263220749', '74', 'ADRUN', '1975-12-31')).toEqual({
      code: '00',
      matricule: '275126322074974',
      historique: [],
      prenoms: 'ZOE',
    });
  });

  it('finds nobody by the card of someone unknown', (context) => {
    const world = worldFor(context, 'zeep', 'shared');
    expect(zeep(world, 'vitale', '2751263220750', '73', 'ADRUN', '1975-12-31')).toMatchObject({ code: '01' });
  });

  it.for([
    ['01', ['HOUILLES', 'PIERRE', 'M', '1993-01-27']],
    ['02', ['DE VINCI', 'LEONARDO', 'M', '2014-02-01']],
  ] as const)('understands %s', ([code, traits], context) => {
    const world = worldFor(context, 'zeep', 'shared');
    expect(zeep(world, 'traits', ...traits)).toMatchObject({ code, matricule: null });
  });

  it('understands a fault', (context) => {
    const world = worldFor(context, 'zeep', 'shared');
    expect(zeep(world, 'traits', 'DE VINCI', 'RUTH', 'F', '1976-07-14')).toMatchObject({
      fault: 'insi_102',
      message: expect.stringContaining('Le service est temporairement inaccessible.'),
    });
  });
});

describe('xmllint on the official schemas', () => {
  /** The element of an answer, as a document of its own. */
  function answered(world: World, element: string, traits: Parameters<typeof insiRequest>[0]): string {
    const args = ['-sS', '--cacert', world.files.ca, '--cert', world.client.cert, '--key', world.client.key];
    const { stdout } = world.run('curl', [...args, '--data-binary', '@-', world.url.href], insiRequest(traits));
    return world.run('xmllint', ['--xpath', `//*[local-name()="${element}"]`, '-'], stdout).stdout;
  }

  function validity(world: World, schema: string, document: string): CommandResult {
    return world.run(
      'xmllint',
      ['--noout', '--nonet', '--schema', join(sharedInsi, 'wsdl/xsd', schema), '-'],
      document,
    );
  }

  const ecetinsi = { nomNaissance: 'ECETINSI', prenoms: ['PIERRE-ALAIN'], sexe: 'M', dateNaissance: '2009-07-14' };
  const result = 'ServiceIdentiteCertifiee/INSi_RESULTAT_INS.xsd';
  const fault = 'schema_faultSOAP_V01_01.xsd';

  it.for([
    ['00 with a history', ecetinsi],
    ['01', { ...ecetinsi, nomNaissance: 'INCONNU' }],
    ['02', { nomNaissance: 'DE VINCI', prenoms: ['LEONARDO'], sexe: 'M', dateNaissance: '2014-02-01' }],
  ] as const)('accepts the answer %s', ([, traits], context) => {
    const world = worldFor(context, 'xmllint', 'curl', 'shared');
    expect(validity(world, result, answered(world, 'RESULTAT', traits)).stderr).toContain('- validates');
  });

  it.for([
    ['cnda-file', '- validates', 'CNDA'],
    ['gie-prefixed', '- validates', 'GIE'],
    // The official test file of this shape fails its own schema (facts, INSi §1.6).
    ['history-bad-order', '- fails to validate', 'DESORDRE'],
  ] as const)('says of the shape %s: %s', async ([shape, expected, nomNaissance], context) => {
    const world = worldFor(context, 'xmllint', 'curl', 'shared');
    const identity = { ...publishedIdentities.ECETINSI };
    await world.program({ match: { nomNaissance }, answer: { code: '00', identity, shape } });
    const document = answered(world, 'RESULTAT', { ...ecetinsi, nomNaissance });
    expect(validity(world, result, document).stderr).toContain(expected);
  });

  it('accepts the fault of the front', (context) => {
    const world = worldFor(context, 'xmllint', 'curl', 'shared');
    expect(validity(world, fault, answered(world, 'Erreur', { idam: null })).stderr).toContain('- validates');
  });
});
