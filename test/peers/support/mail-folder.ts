import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestPki } from '../../../mocks/pki/index.ts';
import { runIn, type Said } from './run-in.ts';

/**
 * Where mail clients run: the authorities that they trust (`ca.pem`), and the certificate of their organisation with its key
 * (`client.pem`, `client.key`, and both in `both.pem`).
 */
export class MailFolder {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes one for a structure. */
  static async open(pki: TestPki, structure: string): Promise<MailFolder> {
    const { cert, key } = await pki.clientAuthentication({ commonName: 'TEST', structure });
    const opened = new MailFolder(mkdtempSync(join(tmpdir(), 'probant-pairs-')));
    const files = { 'ca.pem': pki.chain, 'client.pem': cert, 'client.key': key, 'both.pem': cert + key };
    for (const [name, text] of Object.entries(files)) writeFileSync(opened.path(name), text);
    return opened;
  }

  path(name: string): string {
    return join(this.#folder, name);
  }

  /** Runs a command there, while this process serves it. */
  run(name: string, args: readonly string[], input?: string): Promise<Said> {
    return runIn(this.#folder, [name, ...args], input);
  }

  /** The account of mbsync for the mailbox of an organisation, with its certificate. */
  mbsyncAccount(port: number, user: string): string {
    return `IMAPAccount mss
Host localhost
Port ${port}
User ${user}
Pass x
AuthMechs PLAIN
SSLType STARTTLS
CertificateFile ${this.path('ca.pem')}
ClientCertificate ${this.path('client.pem')}
ClientKey ${this.path('client.key')}
`;
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
