import { join } from 'node:path';
import { type Environment, ProbantError } from '../core/index.ts';
import { benchJournal } from './bench-journal.ts';
import type { Bench, BenchOptions } from './bench-types.ts';
import { CallRefusal, json, type Route, readJson } from './control/index.ts';

/** One of several benches that run side by side: its own ports, certificates, state and journal. */
export interface Tenant {
  name: string;
  bench: Bench;
}

/** How the benches of the tenants are made. */
export interface TenantsOptions {
  environment: Environment;
  /** Each tenant has a folder of its name in it. */
  folder: string;
  /** How long the journals of earlier starts are kept, in days; absent: for ever. */
  days?: number | undefined;
  start(own: Pick<BenchOptions, 'folder' | 'journal' | 'control'>): Promise<Bench>;
}

/** The tenants of a bench: none knows another, and each has its own control API and token. */
export class Tenants {
  readonly #options: TenantsOptions;
  readonly #tenants = new Map<string, Promise<Tenant>>();

  constructor(options: TenantsOptions) {
    this.#options = options;
  }

  /** Those that are open, in the order of their opening. */
  list(): Promise<Tenant[]> {
    return Promise.all(this.#tenants.values());
  }

  /**
   * Opens one; it is ready when this resolves.
   *
   * @throws {@link ProbantError} `locataire_invalide` for an impossible name or one that is taken; else as `startBench` does
   */
  open(name: string): Promise<Tenant> {
    if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(name)) {
      throw new ProbantError('locataire_invalide', { nom: name, detail: 'minuscules, chiffres et tirets, 32 au plus' });
    }
    if (this.#tenants.has(name)) throw new ProbantError('locataire_invalide', { nom: name, detail: 'déjà ouvert' });
    const opening = this.#start(name);
    this.#tenants.set(name, opening);
    opening.catch(() => this.#tenants.delete(name));
    return opening;
  }

  /** Closes one, its journal staying on disk; false when there is none of that name. */
  async close(name: string): Promise<boolean> {
    const tenant = this.#tenants.get(name);
    if (tenant === undefined) return false;
    // Whoever asked for one that could not start is told why.
    const opened = await tenant.catch(() => undefined);
    await opened?.bench.stop();
    // Its name is free once nothing writes in its folder any more.
    if (this.#tenants.get(name) === tenant) this.#tenants.delete(name);
    return true;
  }

  /** Closes them all. */
  async stop(): Promise<void> {
    await Promise.all([...this.#tenants.keys()].map((name) => this.close(name)));
  }

  async #start(name: string): Promise<Tenant> {
    const { environment, folder: root, days, start } = this.#options;
    const folder = join(root, name);
    await environment.fs.mkdir(folder);
    const journal = await benchJournal(environment, folder, days);
    return { name, bench: await start({ folder, journal, control: { port: 0, tenant: name } }) };
  }
}

/** Addresses of the control API that open and close tenants; only the bench that holds them has these. */
export function tenantRoutes(tenants: Tenants): readonly Route[] {
  return [
    { method: 'GET', path: /^\/locataires$/, reply: async () => json(200, (await tenants.list()).map(described)) },
    {
      method: 'POST',
      path: /^\/locataires$/,
      reply: async ({ request }) => json(201, described(await tenants.open(nameOf(await readJson(request))))),
    },
    {
      method: 'DELETE',
      path: /^\/locataires\/([a-z0-9-]+)$/,
      reply: async ({ match }) =>
        (await tenants.close(match[1] ?? ''))
          ? json(200, { etat: 'locataire fermé' })
          : json(404, { erreur: 'aucun locataire de ce nom' }),
    },
  ];
}

function nameOf(value: unknown): string {
  const name = typeof value === 'object' && value !== null && 'nom' in value ? value.nom : undefined;
  if (typeof name === 'string') return name;
  throw new CallRefusal(400, 'nom : le nom du locataire est attendu');
}

function described({ name, bench }: Tenant): object {
  return { nom: name, adresses: bench.endpoints, controle: bench.control, variables: bench.files.env };
}
