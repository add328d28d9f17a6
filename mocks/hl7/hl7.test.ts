import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { EvidenceStore, type Exchange, Journal, processEnvironment } from '../../core/index.ts';
import { ack, mdm } from '../../rules/examples/hl7.ts';
import { acquittement } from '../../rules/hl7/acquittement.rule.ts';
import { ruleById } from '../../rules/index.ts';
import { frame } from './mllp-reader.ts';
import { type RunningHl7, startHl7 } from './start-hl7.ts';

const person = {
  ipp: '0042',
  nomNaissance: 'PAT-TROIS',
  prenom: 'DOMINIQUE',
  prenoms: 'DOMINIQUE',
  nomUtilise: 'ÉTÉ^&CO',
  sexe: 'F',
  dateNaissance: '1979-03-28',
  lieuNaissance: '63220',
  statut: 'VALI',
  ins: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
} as const;

const running: Array<{ stop(): Promise<void> | void }> = [];

afterEach(async () => {
  for (const part of running.splice(0).reverse()) await part.stop();
});

interface Opened {
  hl7: RunningHl7;
  journal: Journal;
  /** Exchanges of a service once there are at least `count`. */
  exchanges(service: string, count?: number): Promise<Exchange[]>;
  /** Body of the request of an exchange. */
  body(exchange: Exchange | undefined, side?: 'request' | 'response'): Promise<Buffer>;
}

async function open(product?: string): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'probant-hl7-'));
  running.push({ stop: () => rm(folder, { recursive: true, force: true }) });
  const environment = processEnvironment({ cwd: folder });
  const journal = new Journal(environment, new EvidenceStore(environment, join(folder, 'octets')));
  const hl7 = await startHl7({ environment, journal, listen: '127.0.0.1', port: 0, product });
  running.push(hl7);
  return {
    hl7,
    journal,
    exchanges: async (service, count = 1) => {
      const all = (): Exchange[] => journal.slice(service, { from: 0, to: journal.last });
      await journal.waitFor(() => all().length >= count, 5_000);
      return all();
    },
    body: (exchange, side = 'request') => journal.store.get(exchange?.[side]?.body.sha256 ?? ''),
  };
}

/** A client that sends chunks, and gives the acknowledgements that came. */
async function client({ hl7 }: Opened): Promise<{ socket: Socket; next(): Promise<Buffer> }> {
  const socket = connect(hl7.port, '127.0.0.1');
  running.push({ stop: () => void socket.destroy() });
  await once(socket, 'connect');
  return {
    socket,
    next: async () => {
      const [chunk] = (await once(socket, 'data')) as [Buffer];
      return chunk.subarray(1, -2);
    },
  };
}

function framed(message: string): Buffer {
  return Buffer.concat([frame.start, Buffer.from(message), frame.end]);
}

/** A product that acknowledges all that it gets. */
async function product(answer: Buffer | undefined): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => (answer === undefined ? socket.end() : socket.write(answer)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  running.push({ stop: () => void server.close() });
  return `127.0.0.1:${(server.address() as { port: number }).port}`;
}

async function findings(rule: string, inputs: Record<string, Buffer>, parameters: object = {}): Promise<string[]> {
  const all = await ruleById(rule).check(inputs, parameters as never);
  return all.map(({ code, where }) => `${rule} ${code} ${where}`);
}

describe('the platform of interoperability', () => {
  it('acknowledges what the product sends, however its bytes come', async () => {
    const bench = await open();
    const { socket, next } = await client(bench);
    const bytes = framed(mdm());
    socket.write(bytes.subarray(0, 50));
    setImmediate(() => socket.write(bytes.subarray(50)));
    const answer = await next();
    expect(await acquittement.check({ message: answer, initial: Buffer.from(mdm()) }, { code: 'AA' })).toEqual([]);
    const [kept] = await bench.exchanges('hl7');
    expect(kept).toMatchObject({
      outcome: 'complet',
      request: { method: 'MLLP', path: 'MDM^T02^MDM_T02' },
      response: { status: 200, headers: [['MSA-1', 'AA']] },
    });
    expect(kept?.keys).toEqual(expect.arrayContaining(['PAT-TROIS', '279035121518989']));
    expect((await bench.body(kept)).toString()).toBe(mdm());
    expect(bench.hl7.control.received('pat-trois')).toEqual([Buffer.from(mdm())]);
  });

  it('answers what was prepared for somebody', async () => {
    const bench = await open();
    const { program, reset } = bench.hl7.control;
    program({ match: { cle: 'AUTRE' }, answer: { code: 'AR' } });
    program({
      match: { cle: 'PAT-TROIS', type: 'MDM' },
      answer: { code: 'AE', erreur: { application: '902', libelle: 'Patient inconnu' } },
      owner: 's',
    });
    const { socket, next } = await client(bench);
    socket.write(framed(mdm()));
    const initial = Buffer.from(mdm());
    expect(await acquittement.check({ message: await next(), initial }, { code: 'AE', erreur: '902' })).toEqual([]);
    reset('s');
    socket.write(framed(mdm()));
    expect((await next()).toString()).toContain('MSA|AA|M-1');
  });

  it('cuts the connection when told to, and keeps the message', async () => {
    const bench = await open();
    bench.hl7.control.program({ answer: { coupure: true } });
    const { socket } = await client(bench);
    socket.write(framed(mdm()));
    await once(socket.resume(), 'close');
    expect(await bench.exchanges('hl7')).toMatchObject([
      { outcome: 'interrompu', keys: expect.arrayContaining(['PAT-TROIS']) },
    ]);
  });

  it('refuses what it can’t read, and says why', async () => {
    const bench = await open();
    const { socket, next } = await client(bench);
    socket.write(framed('bonjour'));
    expect((await next()).toString()).toMatch(/MSA\|AE\|\rERR\|\|\|100\^/);
    socket.write(framed('MSH|^~\\&|A|B|C|D|2026||ADT^A31^ADT_A05||P|2.5\r'));
    expect((await next()).toString()).toContain('101^');
  });

  it('keeps a frame that was never closed, and bytes that are none', async () => {
    const bench = await open();
    const first = await client(bench);
    first.socket.end(Buffer.concat([frame.start, Buffer.from(mdm())]));
    const second = await client(bench);
    await bench.exchanges('hl7', 1);
    second.socket.end('QUIT\r\n');
    const kept = await bench.exchanges('hl7', 2);
    expect(kept.map(({ outcome }) => outcome)).toEqual(['interrompu', 'interrompu']);
    expect(kept[0]?.request?.headers.at(-1)).toEqual(['MLLP', 'connexion fermée avant la fin de la trame (0x1C 0x0D)']);
    expect(kept[1]?.request?.headers.at(-1)).toEqual(['MLLP', '6 octets hors de toute trame MLLP']);
  });
});

describe('the messages that the platform sends', () => {
  const acknowledging = (): Promise<string> => product(framed(ack()));

  it.for(['A28', 'A31', 'A01', 'A03'] as const)('sends an identity that the rules accept (%s)', async (evenement) => {
    const bench = await open(await acknowledging());
    const sent = await bench.hl7.control.send({ identite: { ...person, evenement } });
    expect(sent).toMatchObject({ sent: true, code: 'AA' });
    const [kept] = await bench.exchanges('hl7-envoi');
    const message = await bench.body(kept);
    const rules = [
      'msh',
      'structure',
      'identifiants',
      'traits',
      'statut-identite',
      'mouvement',
      'zfd',
      'venue',
      'echappements',
    ];
    const all = await Promise.all(rules.map((rule) => findings(`hl7.${rule}`, { message })));
    expect(all.flat()).toEqual([]);
    expect(kept?.keys).toEqual(expect.arrayContaining(['PAT-TROIS', 'ÉTÉ^&CO', '279035121518989']));
    expect(await bench.body(kept, 'response')).toEqual(Buffer.from(ack()));
  });

  it('says with the null value that the INS is deleted', async () => {
    const bench = await open(await acknowledging());
    await bench.hl7.control.send({ identite: { ...person, evenement: 'A31', statut: 'PROV', ins: 'supprimee' } });
    const [kept] = await bench.exchanges('hl7-envoi');
    expect((await bench.body(kept)).toString()).toContain('~""^^^ASIP-SANTE-INS-NIR&');
    expect(kept?.keys).not.toContain('""');
  });

  it('hands over a document that the rules accept', async () => {
    const bench = await open(await acknowledging());
    const cda = Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3"/>');
    await bench.hl7.control.send({ document: { ...person, cda, venue: 'V7' } });
    const [kept] = await bench.exchanges('hl7-envoi');
    const message = await bench.body(kept);
    const all = await Promise.all(
      ['msh', 'structure', 'venue', 'demande', 'identifiants'].map((rule) => findings(`hl7.${rule}`, { message })),
    );
    expect(all.flat()).toEqual([]);
  });

  it('reports on the last document of a patient', async () => {
    const bench = await open(await acknowledging());
    const { send } = bench.hl7.control;
    expect(await send({ accuse: { evenement: 'Z01', cle: 'PAT-TROIS', succes: true } })).toMatchObject({
      reason: 'document_inconnu',
    });
    const { socket, next } = await client(bench);
    socket.write(framed(mdm()));
    await next();
    await send({
      accuse: {
        evenement: 'Z02',
        cle: 'PAT-TROIS',
        succes: false,
        boite: 'a@test.mssante.fr',
        erreur: { code: '550' },
      },
    });
    const [kept] = await bench.exchanges('hl7-envoi');
    const message = await bench.body(kept);
    expect(await findings('hl7.accuse-metier', { message }, { message: 'M-1', succes: false })).toEqual([]);
    expect(kept?.keys).toContain('PAT-TROIS');
  });

  it('tells of a product that can’t be reached, or that does not answer', async () => {
    const absent = await open();
    expect(await absent.hl7.control.send({ identite: { ...person, evenement: 'A28' } })).toMatchObject({
      sent: false,
      reason: 'injoignable',
    });
    const mute = await open(await product(undefined));
    expect(await mute.hl7.control.send({ identite: { ...person, evenement: 'A28' } })).toMatchObject({
      sent: false,
      reason: 'sans_reponse',
    });
    const [kept] = await mute.exchanges('hl7-envoi');
    expect(kept).toMatchObject({ outcome: 'interrompu' });
  });
});
