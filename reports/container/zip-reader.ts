import {
  isProbantError,
  openZip,
  ProbantError,
  type ZipFault,
  type ZipLimits,
  type ZipReader,
} from '../../core/index.ts';

/** Why a container is refused before anything in it is believed. */
export type ContainerFault = `conteneur_${ZipFault}`;

/** An open container: a ZIP archive whose errors name the dossier. */
export interface ContainerReader extends Omit<ZipReader, 'plainFirst'> {
  /** True when `mimetype` is the first entry, stored, without an extra field. */
  mimetypeFirst: boolean;
}

/** Bounds of what is opened. */
export const containerLimits: ZipLimits = {
  entries: 50_000,
  total: 2 * 1024 ** 3,
  file: 256 * 1024 ** 2,
  ratio: 250,
  ratioFrom: 1024 ** 2,
};

/**
 * Opens a container, whoever made it.
 *
 * @throws {@link ProbantError} `dossier_illisible`, its detail `motif` being a {@link ContainerFault}
 */
export async function openContainer(path: string): Promise<ContainerReader> {
  const named = <T>(work: Promise<T>): Promise<T> =>
    work.catch((thrown: unknown) => {
      throw isProbantError(thrown, 'zip_refuse') ? refusal(path, thrown) : thrown;
    });
  const { plainFirst, ...zip } = await named(openZip(path, containerLimits));
  return {
    ...zip,
    mimetypeFirst: plainFirst === 'mimetype',
    read: (file) => named(zip.read(file)),
    digest: (file) => named(zip.digest(file)),
  };
}

function refusal(path: string, { details }: ProbantError): ProbantError {
  const fault = `conteneur_${details['motif']}`;
  return new ProbantError('dossier_illisible', {
    chemin: path,
    detail: `${details['detail']} (${fault})`,
    motif: fault,
  });
}
