import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Cabinet } from './cabinet.ts';
import { CabinetError } from './cabinet-error.ts';
import { type DefectId, DefectSet, isDefectId } from './defects.ts';
import { json, send } from './http.ts';
import type { InsiAccess } from './insi-client.ts';
import { laneOf } from './modules.ts';
import { Routes } from './routes.ts';
import type { Services } from './services.ts';

/** How to start Cabinet Témoin. */
export interface ReferenceOptions {
  /** 0 takes any free port. */
  port: number;
  /** Address to bind; `127.0.0.1` when absent. */
  host?: string;
  /** SONS lane, which chooses the modules; `MDV-LGC` when absent. */
  couloir?: string;
  insi: InsiAccess;
  /** The other national services; absent: the product says that they are not set up. */
  services?: Services;
  /** Ids of the defects to plant. */
  defects?: string[];
}

/** A running Cabinet Témoin. */
export interface RunningReference {
  /** Base address of the screens and of `/adaptateur`. */
  url: string;
  /** The defects on which what it did since the last call depends. */
  takeConsulted(): string[];
  stop(): Promise<void>;
}

/**
 * Starts Cabinet Témoin; resolves once it answers.
 *
 * @throws {@link CabinetError} `defaut_inconnu`, `couloir_inconnu`
 */
export async function startReference(options: ReferenceOptions): Promise<RunningReference> {
  const host = options.host ?? '127.0.0.1';
  const planted = plantedDefects(options.defects ?? []);
  const cabinet = new Cabinet(options.insi, planted, {
    couloir: laneOf(options.couloir ?? 'MDV-LGC'),
    ...(options.services === undefined ? {} : { services: options.services }),
  });
  const routes = new Routes(cabinet);
  const server = createServer((request, response) => void handle(routes, request, response));
  await listen(server, options.port, host);
  await cabinet.hl7.ready;
  const { port } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${port}`,
    takeConsulted: () => planted.takeConsulted(),
    stop: async () => {
      cabinet.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function plantedDefects(ids: string[]): DefectSet {
  const known: DefectId[] = [];
  for (const id of ids) {
    if (!isDefectId(id)) throw new CabinetError('defaut_inconnu', `Le défaut « ${id} » n’existe pas.`);
    known.push(id);
  }
  return new DefectSet(known);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

const statuses = {
  dossier_inconnu: 404,
  requete_invalide: 400,
  service_indisponible: 502,
  defaut_inconnu: 500,
  couloir_inconnu: 500,
  variable_absente: 500,
} as const;

async function handle(routes: Routes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    send(response, await routes.answer(request));
  } catch (thrown) {
    const known = thrown instanceof CabinetError;
    const erreur = known ? thrown.message : 'Erreur interne de Cabinet Témoin.';
    if (!known) process.stderr.write(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
    send(response, json(known ? statuses[thrown.code] : 500, { erreur }));
  }
}
