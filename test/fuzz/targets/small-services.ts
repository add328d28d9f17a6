import { X509Certificate } from 'node:crypto';
import { anyDer, anyJson, anyText } from '../arbitraries.ts';
import type { BenchProcess } from '../bench-process.ts';
import { mutated } from '../byte-mutations.ts';
import type { Dice } from '../dice.ts';
import { HttpDoor } from '../http-door.ts';
import type { HttpMessage } from '../http-message.ts';
import { type AnswerOracle, jsonOracle, judgeHttp, statusOracle, wrong, xmlOracle } from '../http-oracles.ts';
import type { Target } from '../input.ts';
import { probe } from '../probe.ts';
import { webInput } from '../web-recipes.ts';

const nothing = Buffer.alloc(0);
const safe = (text: string): string => encodeURIComponent(text.toWellFormed()).slice(0, 1_000);

/** The autoconfiguration and the white list. */
export async function autoconfigTarget(bench: BenchProcess): Promise<Target> {
  const ca = await bench.read('ca');
  const { port } = new URL(bench.place.endpoints.autoconfig);
  const door = new HttpDoor({ port: Number(port), tls: { ca } });
  const xml = xmlOracle('clientConfig', 'ListeBlanche');
  const oracle: AnswerOracle = (answer) => (answer.status === 200 ? xml(answer) : statusOracle(404, 413)(answer));
  const paths = [
    '/mail/config-v1.1.xml',
    '/mail/config-v1.1.xml',
    '/listeblanchemssante.xml',
    '/.well-known/autoconfig/mail/config-v1.1.xml',
  ];
  return {
    doors: { autoconfig: door },
    make: (dice) => {
      const address = dice.pick(['alix.temoin@test.mssante.fr', '@', 'x@y@test.mssante.fr', dice.draw(anyText)]);
      const headers = dice.chance(0.2)
        ? [
            [
              'Host',
              dice.pick([
                'autoconfig.test.mssante.fr',
                'autoconfig.',
                'autoconfig.<x>',
                'AUTOCONFIG.É',
                'a'.repeat(300),
              ]),
            ] as const,
          ]
        : [];
      const message = {
        method: 'GET',
        path: `${dice.pick(paths)}${dice.chance(0.7) ? `?emailaddress=${safe(address)}` : ''}`,
        headers,
        body: dice.chance(0.05) ? dice.bytes(20) : nothing,
      };
      return webInput({ door: 'autoconfig', kind: 'adresse', message }, dice);
    },
    judge: (seen, input) => judgeHttp(seen, input, oracle),
    healthy: () =>
      probe(door, {
        name: 'autoconfiguration',
        message: { method: 'GET', path: '/mail/config-v1.1.xml', headers: [], body: nothing },
        right: ({ body }) => body.includes('<clientConfig'),
      }),
  };
}

/** Revocation lists, OCSP, certificates of the authorities, in clear. */
export async function igcTarget(bench: BenchProcess): Promise<Target> {
  const cert = new X509Certificate(await bench.read('organisationCert'));
  const door = new HttpDoor({ port: Number(new URL(bench.place.endpoints.igc).port) });
  const addresses = addressesOf(cert);
  const oracle: AnswerOracle = ({ status, headers, body }) => {
    const type = headers.get('content-type') ?? '';
    if (status !== 200) return statusOracle(400, 404, 405, 413)({ status, headers, body });
    return /^application\/(?:ocsp-response|pkix-|x-pkcs7)/.test(type) && body[0] === 0x30
      ? { answer: `200 ${type.slice(12)}`, findings: [] }
      : wrong(status, `réponse de type « ${type} »`);
  };
  return {
    doors: { igc: door },
    make: (dice) => webInput({ door: 'igc', ...revocationRequest(dice, addresses, cert) }, dice),
    judge: (seen, input) => judgeHttp(seen, input, oracle),
    healthy: () =>
      probe(door, {
        name: 'liste de révocation',
        message: { method: 'GET', path: addresses.crl, headers: [], body: nothing },
        right: ({ headers }) => headers.get('content-type')?.includes('pkix-crl') === true,
      }),
  };
}

/** Addresses of the revocation list and of the OCSP responder, as the certificate gives them. */
function addressesOf(cert: X509Certificate): { crl: string; ocsp: string } {
  const ocsp = /OCSP - URI:(\S+)/.exec(cert.infoAccess ?? '')?.[1] ?? '';
  const crl = /https?:\/\/[\w.:/-]+\.crl/.exec(cert.raw.toString('latin1'))?.[0] ?? '';
  return { crl: new URL(crl).pathname, ocsp: new URL(ocsp).pathname };
}

function revocationRequest(
  dice: Dice,
  { crl, ocsp }: { crl: string; ocsp: string },
  cert: X509Certificate,
): { kind: string; message: HttpMessage } {
  const way = dice.int(10);
  if (way < 2)
    return {
      kind: 'liste',
      message: {
        method: dice.pick(['GET', 'HEAD']),
        path: dice.pick([crl, '/', `${crl}x`, `/${safe(dice.draw(anyText))}`]),
        headers: [],
        body: nothing,
      },
    };
  const right = ocspRequest(Buffer.from(cert.serialNumber, 'hex'));
  const der = way < 3 ? right : way < 7 ? mutated(right, dice) : dice.draw(anyDer);
  if (dice.chance(0.3)) {
    const path = `${ocsp}/${encodeURIComponent(der.toString('base64')).slice(0, 8_000)}`;
    return {
      kind: 'OCSP GET',
      message: { method: 'GET', path: dice.chance(0.9) ? path : `${path}%zz`, headers: [], body: nothing },
    };
  }
  return {
    kind: 'OCSP POST',
    message: { method: 'POST', path: ocsp, headers: [['Content-Type', 'application/ocsp-request']], body: der },
  };
}

/** A request about a serial number, its issuer unknown (RFC 6960 §4.1.1). */
function ocspRequest(serial: Buffer): Buffer {
  const tlv = (tag: number, ...content: Buffer[]): Buffer => {
    const body = Buffer.concat(content);
    return Buffer.concat([Buffer.from([tag, body.length]), body]);
  };
  const sha1 = tlv(0x30, tlv(0x06, Buffer.from('2b0e03021a', 'hex')), Buffer.from([0x05, 0]));
  const hash = tlv(0x04, Buffer.alloc(20, 1));
  return tlv(0x30, tlv(0x30, tlv(0x30, tlv(0x30, tlv(0x30, sha1, hash, hash, tlv(0x02, serial))))));
}

/** The control API. */
export async function controlTarget(bench: BenchProcess): Promise<Target> {
  const { url, token } = bench.place.control;
  const door = new HttpDoor({ port: Number(new URL(url).port) });
  const oracle = jsonOracle((value, status) => {
    if (status >= 500) return `échec du banc : ${JSON.stringify(value).slice(0, 200)}`;
    // What the correspondents of a mailbox refuse has its own words (docs/mss.md).
    const told = typeof value['erreur'] === 'string' || (status === 409 && value['sent'] === false);
    return status >= 400 && !told ? 'refus sans « erreur »' : undefined;
  });
  const anyAnswer: AnswerOracle = (answer) =>
    // Node's own answers: no Host (RFC 9112 §3.2), an expectation that it does not know (RFC 9110 §10.1.1).
    [400, 417].includes(answer.status) && answer.body.length === 0
      ? { answer: `${answer.status} de Node`, findings: [] }
      : /^application\/(?:zip|octet-stream)/.test(answer.headers.get('content-type') ?? '')
        ? { answer: `${answer.status} octets`, findings: [] }
        : oracle(answer);
  return {
    doors: { controle: door },
    journaled: false,
    make: (dice) => webInput({ door: 'controle', ...controlRequest(dice, token), secrets: [token] }, dice),
    // Node cuts a CONNECT, which nothing journals here.
    judge: (seen, input) =>
      judgeHttp(
        seen,
        /^CONNECT /.test(input.steps[0]?.toString('latin1') ?? '') ? { ...input, loose: true } : input,
        anyAnswer,
      ),
    healthy: () =>
      probe(door, {
        name: 'catalogue des pannes',
        message: {
          method: 'GET',
          path: '/pannes/catalogue',
          headers: [['Authorization', `Bearer ${token}`]],
          body: nothing,
        },
        right: ({ body }) => body.includes('"services"'),
      }),
  };
}

const acts: ReadonlyArray<readonly ['GET' | 'POST' | 'DELETE', string, string?]> = [
  ['GET', '/journal'],
  ['GET', '/journal?service=insi&depuis=0'],
  ['GET', '/journal?attendre=5&depuis=999999'],
  ['GET', '/exchange/1/request'],
  ['GET', '/exchange/0/response'],
  ['GET', '/preuves?depuis=0'],
  ['GET', '/pannes'],
  ['GET', '/pannes/catalogue'],
  ['POST', '/pannes', '{"service":"dmp","panne":"http_503","fois":1}'],
  ['POST', '/pannes', '{"service":"insi","panne":"erreur","code":"insi_102","cles":["X"]}'],
  ['POST', '/pannes', '{"service":"psc","panne":"lenteur","delaiMs":10}'],
  ['POST', '/pannes', '{"service":"insi","panne":"tls_version"}'],
  ['DELETE', '/pannes'],
  ['DELETE', '/pannes/1'],
  ['POST', '/insi/program', '{"match":{"nomNaissance":"X"},"answer":{"code":"02"}}'],
  ['POST', '/dmp/declare', '{"matricule":"2790351215189","cle":"89","oid":"1.2.250.1.213.1.4.10","etat":"actif"}'],
  ['POST', '/dmp/deposit', '{"matricule":"2790351215189","titre":"x","contenu":"eA=="}'],
  ['POST', '/mss/deliver', '{"address":"alix.temoin@test.mssante.fr","raw":"RnJvbTogYQ0KDQo="}'],
  ['POST', '/mss/declareMailbox', '{"address":"a@test.mssante.fr","kind":"PER","label":"A"}'],
  ['POST', '/mss/fault', '{"kind":"refus"}'],
  ['POST', '/psc/publish', '{"id":"899900000099","nom":"A","prenom":"B","activites":[]}'],
  ['POST', '/psc/program', '{"acr":"eidas2"}'],
  ['POST', '/annuaire/publish', '[]'],
  ['POST', '/igc/crl', '{"etat":"lente","delaiMs":10}'],
  ['POST', '/reset', ''],
];

function controlRequest(dice: Dice, token: string): { kind: string; message: HttpMessage } {
  const [method, path, right = ''] = dice.pick(acts);
  const way = dice.int(10);
  const body =
    method !== 'POST'
      ? nothing
      : way < 3
        ? Buffer.from(right)
        : way < 7
          ? changedJson(right, dice)
          : Buffer.from(dice.draw(anyJson));
  const bearer = dice.chance(0.95) ? `Bearer ${token}` : dice.pick(['Bearer x', 'x', `Basic ${token}`]);
  const odd = dice.chance(0.1)
    ? `${path}${path.includes('?') ? '&' : '?'}depuis=${safe(dice.draw(anyText))}&service=${safe(dice.draw(anyText))}`
    : path;
  return {
    kind: path.split('?')[0]?.slice(1) ?? '',
    message: {
      method,
      path: odd,
      headers: [
        ['Authorization', bearer],
        ['Content-Type', 'application/json'],
      ],
      body,
    },
  };
}

/** JSON whose values change, or whose bytes do. */
function changedJson(text: string, dice: Dice): Buffer {
  if (dice.chance(0.4)) return mutated(Buffer.from(text), dice);
  const others = [
    'null',
    '-1',
    '1e999',
    '""',
    '[]',
    '{}',
    '"é\\u0000"',
    `"${'x'.repeat(50_000)}"`,
    'true',
    '"__proto__"',
    '[[[[]]]]',
  ];
  return Buffer.from(
    text.replaceAll(/:("[^"]*"|\d+|\[\]|true)/g, (all) => (dice.chance(0.3) ? `:${dice.pick(others)}` : all)),
  );
}
