/** Installs the project's dependencies when they are missing or old; throws where node_modules is a link. */
export function bootstrap(folder?: string): Promise<void>;
