import type { Environment, Journal } from '../core/index.ts';
import type { Route } from './control/index.ts';
import type { BenchControls } from './controls.ts';
import type { ServiceFault } from './faults/index.ts';

/** What the bench listens for, by the name that the plan gives its port. */
export type ServiceName = 'insi' | 'dmp' | 'psc' | 'annuaire' | 'mssSmtp' | 'mssImap' | 'mssAppSmtp' | 'mssAppImap';

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
  /** Faults set from the start. */
  faults?: readonly ServiceFault[];
  /** Told of every secret that the bench issues (codes, tokens), so that the run's register knows them. */
  onSecret?: (value: string) => void;
  /** Opens the control API on the loopback (docs/banc.md); a port of 0 takes any free one. Absent: no control API. */
  control?: { port: number; routes?: readonly Route[] };
}

/** A running bench. */
export interface Bench {
  /** Address of each service: `https://localhost:43127/lps`, `localhost:43130` for mail. */
  endpoints: Record<ServiceName, string>;
  /** Address of the control API and the token that it wants, where it is open. */
  control?: { url: string; token: string };
  /** Absolute paths of what the bench wrote for the product: PEM files, and the environment that names them. */
  files: {
    /** Trust chain of the server certificates. */
    ca: string;
    /** Client certificate `INSI-AUTO` and its key. */
    insiAutoCert: string;
    insiAutoKey: string;
    /** Client certificate `INSI-MANU` and its key. */
    insiManuCert: string;
    insiManuKey: string;
    /** Client certificate of the product's organisation (ORG AUTH_CLI: DMP, application mailbox) and its key. */
    organisationCert: string;
    organisationKey: string;
    /** Seal of the organisation (ORG SIGN: signs the VIHF) and its key. */
    sealCert: string;
    sealKey: string;
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
