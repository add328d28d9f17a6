export * from './names.ts';
export { type ContainerFault, type ContainerReader, containerLimits, openContainer } from './zip-reader.ts';
export { writeContainer } from './zip-writer.ts';
