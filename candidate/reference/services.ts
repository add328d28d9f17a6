/** Certificate and key, PEM. */
export interface ClientIdentity {
  cert: string;
  key: string;
}

/** How Cabinet Témoin reaches the DMP; PEM texts. */
export interface DmpAccess extends ClientIdentity {
  /** `https://host:port/si-dmp-server/v2/services`. */
  url: string;
  ca: string;
  /** Certificate that signs the VIHF (ORG SIGN). */
  sign: ClientIdentity;
}

/** How the workstation opens the pages of the DMP: their address, and the card of the professional. */
export interface WebPsAccess extends ClientIdentity {
  url: string;
  ca: string;
}

/** A host and a port. */
export interface Endpoint {
  host: string;
  port: number;
}

/** Servers of the tests of connection, by the variable that gives the address of each. */
const faultyServers = {
  certificat_expire: 'PROBANT_MSS_SMTP_EXPIRE',
  autorite_etrangere: 'PROBANT_MSS_SMTP_ETRANGER',
  certificat_revoque: 'PROBANT_MSS_SMTP_REVOQUE',
  tls11: 'PROBANT_MSS_SMTP_TLS11',
  suite_interdite: 'PROBANT_MSS_SMTP_SUITE',
  ecdh_224: 'PROBANT_MSS_SMTP_ECDH',
} as const;

/** A server that a test of connection must refuse. */
export type FaultyServer = keyof typeof faultyServers;

/** True for the name of a server that a test of connection must refuse. */
export function isFaultyServer(name: string | null): name is FaultyServer {
  return name !== null && Object.hasOwn(faultyServers, name);
}

/** How Cabinet Témoin reaches its MSSanté operator. */
export interface MailAccess extends ClientIdentity {
  ca: string;
  /** Interface of the personal mailbox (Pro Santé Connect). */
  smtp: Endpoint;
  imap: Endpoint;
  /** Interface of the application mailbox (certificate). */
  appSmtp: Endpoint;
  appImap: Endpoint;
  /** Servers of the operator that a test of connection must refuse, by what is wrong with them. */
  faulty: Partial<Record<FaultyServer, Endpoint>>;
  /** Where an operator tells the settings of its mailboxes (ECO 1.1.9); that of the mailbox's domain unless given. */
  autoconfig: string | null;
  /** Where the IGC-Santé publishes its revocation lists; null: they are not looked at. */
  igc: string | null;
  /** Addresses of the two mailboxes. */
  bal: string;
  balApp: string;
}

/** How Cabinet Témoin signs its user in. */
export interface PscAccess {
  /** Base address of the realm. */
  url: string;
  ca: string;
  clientId: string;
  clientSecret: string;
}

/** Where the public extraction of the Annuaire Santé is. */
export interface DirectoryAccess {
  url: string;
  ca: string;
}

/** How Cabinet Témoin reaches INSi by the professional's card. */
export interface InsiCardAccess {
  url: string;
  ca: string;
  /** What the card signs with. */
  sign: ClientIdentity;
  /** CNDA authorisation number. */
  idam: string;
}

/** Where the platform of interoperability is, and where it calls the software. */
export interface Hl7Access {
  platform: Endpoint;
  /** Absent: nothing is received. */
  listen?: Endpoint;
}

/** The national services besides INSi; a service that is absent is refused with a message. */
export interface Services {
  dmp?: DmpAccess;
  webPs?: WebPsAccess;
  mail?: MailAccess;
  psc?: PscAccess;
  directory?: DirectoryAccess;
  hl7?: Hl7Access;
  insiCard?: InsiCardAccess;
}

function identity(env: NodeJS.ProcessEnv, prefix: string, read: (path: string) => string): ClientIdentity {
  return { cert: read(env[`${prefix}_CERT`] ?? ''), key: read(env[`${prefix}_KEY`] ?? '') };
}

function endpoint(text: string | undefined): Endpoint {
  const { hostname, port } = new URL(`smtp://${text}`);
  return { host: hostname, port: Number(port) };
}

/** The services that the environment names (docs/banc.md). `read` gives the text of a file. */
export function servicesOf(env: NodeJS.ProcessEnv, read: (path: string) => string): Services {
  const ca = read(env['PROBANT_CA'] ?? '');
  const services: Services = {};
  if (env['PROBANT_DMP_URL']) {
    const sign = identity(env, 'PROBANT_SIGN', read);
    services.dmp = { url: env['PROBANT_DMP_URL'], ca, ...identity(env, 'PROBANT_DMP', read), sign };
  }
  if (env['PROBANT_DMP_WEB_PS_URL']) {
    services.webPs = { url: env['PROBANT_DMP_WEB_PS_URL'], ca, ...identity(env, 'PROBANT_CPS_AUTH', read) };
  }
  if (env['PROBANT_MSS_SMTP']) services.mail = mailAccess(env, ca, read);
  if (env['PROBANT_PSC_URL']) {
    services.psc = {
      url: env['PROBANT_PSC_URL'],
      ca,
      clientId: env['PROBANT_PSC_CLIENT_ID'] ?? '',
      clientSecret: env['PROBANT_PSC_CLIENT_SECRET'] ?? '',
    };
  }
  if (env['PROBANT_ANNUAIRE_URL']) services.directory = { url: env['PROBANT_ANNUAIRE_URL'], ca };
  if (env['PROBANT_INSI_CPS_URL']) {
    const idam = env['PROBANT_INSI_IDAM'] ?? 'IDAM-CABINET-TEMOIN';
    services.insiCard = { url: env['PROBANT_INSI_CPS_URL'], ca, sign: identity(env, 'PROBANT_CPS_SIGN', read), idam };
  }
  if (env['PROBANT_HL7']) {
    const listen = env['PROBANT_HL7_ECOUTE'];
    services.hl7 = {
      platform: endpoint(env['PROBANT_HL7']),
      ...(listen === undefined ? {} : { listen: endpoint(listen) }),
    };
  }
  return services;
}

function mailAccess(env: NodeJS.ProcessEnv, ca: string, read: (path: string) => string): MailAccess {
  const faulty = Object.entries(faultyServers).filter(([, variable]) => env[variable] !== undefined);
  return {
    ca,
    ...identity(env, 'PROBANT_MSS', read),
    smtp: endpoint(env['PROBANT_MSS_SMTP']),
    imap: endpoint(env['PROBANT_MSS_IMAP']),
    appSmtp: endpoint(env['PROBANT_MSS_APP_SMTP']),
    appImap: endpoint(env['PROBANT_MSS_APP_IMAP']),
    faulty: Object.fromEntries(faulty.map(([server, variable]) => [server, endpoint(env[variable])])),
    autoconfig: env['PROBANT_MSS_AUTOCONFIG_URL'] ?? null,
    igc: env['PROBANT_IGC_URL'] ?? null,
    bal: env['PROBANT_MSS_BAL'] ?? '',
    balApp: env['PROBANT_MSS_BAL_APP'] ?? '',
  };
}
