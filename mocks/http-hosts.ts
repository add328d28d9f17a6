import type { BenchOptions, ServiceName } from './bench-types.ts';
import { FaultBoard, type FaultyService, type TlsFaultKind, wrongTls } from './faults/index.ts';
import { type HostedService, startTlsHost, type TlsHost } from './host/index.ts';
import type { Credential, TestPki } from './pki/index.ts';

/** Services over HTTPS, each on a listener of its own. */
export type HttpServiceName = Extract<
  ServiceName,
  'insi' | 'insiCps' | 'dmp' | 'webPs' | 'psc' | 'annuaire' | 'autoconfig'
>;

// Browsers reach the pages and PSC, and neither the directory nor an autoconfiguration asks who calls.
const clientCertificates: Record<HttpServiceName, 'exige' | 'facultatif' | 'aucun'> = {
  insi: 'exige',
  insiCps: 'aucun',
  dmp: 'exige',
  webPs: 'facultatif',
  psc: 'facultatif',
  annuaire: 'aucun',
  autoconfig: 'aucun',
};

/** What the hosts share. */
export interface HostParts {
  pki: TestPki;
  /** What every server shows. */
  credential: Credential;
  /** PEM of the authorities whose client certificates are accepted. */
  authorities: readonly string[];
  faults: FaultBoard;
}

/** Opens the listener of a service. */
export async function startHost(
  name: HttpServiceName,
  service: HostedService,
  { options, parts }: { options: BenchOptions; parts: HostParts },
): Promise<TlsHost> {
  const { environment, journal, listen, ports } = options;
  return startTlsHost({
    environment,
    journal,
    service,
    listen,
    port: ports[name] ?? 0,
    credential: parts.credential,
    clientAuthorities: parts.authorities,
    clientCertificate: clientCertificates[name],
    revoked: (certificate) => parts.pki.certificateRevocation(certificate) === 'revoque',
    faults: parts.faults,
  });
}

/** Services that are listening, with their listeners. */
export type Served = Map<HttpServiceName, { service: HostedService; host: TlsHost }>;

/** The board of faults of the services over HTTPS; `served` is filled as they start. */
export function faultBoard(served: Served, pki: TestPki, names: readonly string[]): FaultBoard {
  const contexts = new Map<TlsFaultKind, Awaited<ReturnType<typeof wrongTls>>>();
  const of = (name: FaultyService): Array<{ service: HostedService; host: TlsHost }> =>
    [...served.values()].filter(({ service }) => service.name === name);
  return new FaultBoard({
    errorAnswer: (name, code, message) => of(name)[0]?.service.error?.(code, message),
    prepareTls: async (kind) => {
      if (!contexts.has(kind)) contexts.set(kind, await wrongTls(kind, pki, names));
    },
    showTls: (name, kind) => {
      const context = kind === undefined ? undefined : contexts.get(kind);
      const wrong = kind === undefined || context === undefined ? undefined : { fault: kind, context };
      for (const { host } of of(name)) host.show(wrong);
    },
  });
}
