declare module 'yazl' {
  import type { Readable } from 'node:stream';

  interface EntryOptions {
    mtime?: Date;
    mode?: number;
    compress?: boolean;
    forceDosTimestamp?: boolean;
  }

  class ZipFile {
    readonly outputStream: Readable;
    on(event: 'error', told: (error: Error) => void): this;
    addReadStreamLazy(
      metadataPath: string,
      options: EntryOptions,
      getReadStream: (give: (error: Error | null, stream?: Readable) => void) => void,
    ): void;
    addBuffer(buffer: Uint8Array, metadataPath: string, options?: EntryOptions): void;
    end(): void;
  }
}

declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  interface Entry {
    fileName: string;
    compressedSize: number;
    uncompressedSize: number;
    compressionMethod: number;
    externalFileAttributes: number;
    versionMadeBy: number;
    relativeOffsetOfLocalHeader: number;
    isEncrypted(): boolean;
  }

  interface LocalFileHeader {
    fileName: Buffer;
    compressionMethod: number;
    extraFieldLength: number;
  }

  interface ZipFile {
    entryCount: number;
    fileSize: number;
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
    readLocalFileHeaderPromise(entry: Entry): Promise<LocalFileHeader>;
    close(): void;
  }

  interface OpenOptions {
    autoClose?: boolean;
    strictFileNames?: boolean;
    validateEntrySizes?: boolean;
  }

  function openPromise(path: string, options?: OpenOptions): Promise<ZipFile>;
  function fromBufferPromise(buffer: Buffer, options?: OpenOptions): Promise<ZipFile>;
}
