import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvidenceStore, type Exchange, Journal, processEnvironment } from '../../../core/index.ts';
import { AnnuaireDirectory, annuaireService } from '../../../mocks/annuaire/index.ts';
import { startTlsHost } from '../../../mocks/host/index.ts';
import { TestPki } from '../../../mocks/pki/index.ts';
import { PscRealm, pscService } from '../../../mocks/psc/index.ts';

/** The services that want no client certificate, on real ports of the loopback. */
export interface Services {
  folder: string;
  /** Path of the trust chain. */
  ca: string;
  psc: { origin: string; issuer: string; realm: PscRealm };
  annuaire: { origin: string; directory: AnnuaireDirectory };
  /** What the journal kept of a service. */
  exchanges(service: string): Exchange[];
  close(): Promise<void>;
}

/** The service that signs its users in. */
export const pscClient = { id: 'produit-pair', secret: 's3cret/pair+1', redirectUris: ['https://produit.test/retour'] };

/** Starts them. Commands are run beside, never waited for synchronously: they are served by this very process. */
export async function openServices(): Promise<Services> {
  const folder = mkdtempSync(join(tmpdir(), 'probant-pairs-'));
  const environment = processEnvironment({ cwd: folder });
  const journal = new Journal(environment, new EvidenceStore(environment, join(folder, 'blobs')));
  const pki = await TestPki.create();
  const common = {
    environment,
    journal,
    listen: '127.0.0.1',
    port: 0,
    credential: await pki.server(['localhost', '127.0.0.1']),
    clientAuthorities: [],
    clientCertificate: 'aucun' as const,
  };
  const realm = await PscRealm.create({ environment, clients: [pscClient] });
  const directory = new AnnuaireDirectory({ environment, seed: 'pairs' });
  const psc = await startTlsHost({ ...common, service: pscService(realm) });
  const annuaire = await startTlsHost({ ...common, service: annuaireService(directory) });
  const ca = join(folder, 'ca.pem');
  writeFileSync(ca, pki.chain);
  const origin = `https://localhost:${psc.port}`;
  return {
    folder,
    ca,
    psc: { origin, issuer: `${origin}/auth/realms/esante-wallet`, realm },
    annuaire: { origin: `https://localhost:${annuaire.port}`, directory },
    exchanges: (service) => journal.slice(service, { from: 0, to: journal.last }),
    close: async () => {
      await Promise.all([psc.stop(), annuaire.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a command while this process serves it. Rejects when it fails. */
export function command(name: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(name, args, { encoding: 'utf8', timeout: 20_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${name}: ${stderr || error.message}`));
    });
  });
}
