import type { Environment, Journal } from '../core/index.ts';
import type { CredentialFiles } from './bench-files.ts';
import type { Route } from './control/index.ts';
import type { BenchControls } from './controls.ts';
import type { ServiceFault } from './faults/index.ts';
import type { HttpServiceName } from './http-hosts.ts';
import type { BenchIdentity } from './kept-identity.ts';
import type { MailFault } from './mss/index.ts';
import type { PscClient } from './psc/index.ts';
import type { FarEnd } from './relay/index.ts';

/** Mail listeners of the bench. */
export type MailServiceName = 'mssSmtp' | 'mssImap' | 'mssAppSmtp' | 'mssAppImap';

/** What the bench listens for, by the name that the plan gives its port. */
export type ServiceName =
  | 'insi'
  | 'insiCps'
  | 'dmp'
  | 'webPs'
  | 'psc'
  | 'annuaire'
  | 'autoconfig'
  | 'igc'
  | 'hl7'
  | MailServiceName;

/** Where and how the bench listens. */
export interface BenchOptions {
  environment: Environment;
  /** Address to bind: `127.0.0.1`, `0.0.0.0`, `::`… */
  listen: string;
  /** DNS names and IP addresses put in the server certificates. */
  names: string[];
  /** 0 takes any free port. */
  ports: Readonly<Partial<Record<ServiceName, number>>>;
  /** PEM of client authorities trusted besides the test PKI. */
  clientAuthorities: string[];
  /** CNDA authorisation numbers accepted (IDAM); empty: all. */
  authorisations: string[];
  /** Folder that takes the trust chain, the client certificates and the `.env`. */
  folder: string;
  journal: Journal;
  /** Whether INSi plays WS_INS3 to WS_INS5, whose form no public text gives; absent unless it says otherwise. */
  verification?: 'non_documente' | 'absente';
  /** Whether INSi refuses what the schemas of its WSDL forbid; a run leaves that to its rules, so `ignores` unless told. */
  insiSchemas?: 'controles' | 'ignores';
  /** `host:port` where the product takes HL7 v2 messages (docs/banc.md); absent: a free port of the loopback, told to it. */
  hl7Product?: string;
  /** Real platforms, or other benches, that answer in the place of the mocks (docs/relais.md). */
  relays?: Readonly<Partial<Record<HttpServiceName | MailServiceName, FarEnd>>>;
  /** Faults set from the start. */
  faults?: readonly ServiceFault[];
  /** Faults of the mail services, likewise. */
  mailFaults?: readonly MailFault[];
  /** Told of every secret that the bench issues (codes, tokens), so that the run's register knows them. */
  onSecret?: (value: string) => void;
  /** Opens the control API on the loopback (docs/banc.md); a port of 0 takes any free one. Absent: no control API. */
  control?: { port: number; routes?: readonly Route[]; tenant?: string };
  /** Products that PSC knows besides the reference product, with the addresses where it may send a user back. */
  pscClients?: readonly PscClient[];
  /** Authorities, secret and key of a former start; absent: new ones. */
  identity?: BenchIdentity;
  /** What to declare from the start: the JSON of a seed (docs/banc.md). */
  seed?: unknown;
}

/** A running bench. */
export interface Bench {
  /** Address of each service: `https://localhost:43127/lps`, `localhost:43130` for mail. */
  endpoints: Record<ServiceName, string>;
  /** Address of the control API and the token that it wants, where it is open. */
  control?: { url: string; token: string };
  /** Absolute paths of what the bench wrote for the product: PEM and PKCS#12 files, and the environment that names them. */
  files: CredentialFiles & {
    /** Trust chain of the server certificates. */
    ca: string;
    /** Revocation list of the authority of organisations. */
    crl: string;
    env: string;
  };
  /** Variables for a product started by Probant: the content of the `.env`. */
  env: Record<string, string>;
  controls: BenchControls;
  journal: Journal;
  /** The first error that kept an exchange from being kept (its client then got no answer), if any. */
  readonly failure: unknown;
  /** Stops listening, cuts what is open, and resolves once the last exchange is kept. */
  stop(): Promise<void>;
}
