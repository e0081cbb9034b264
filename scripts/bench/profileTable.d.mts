export interface Frame {
  functionName: string;
  url: string;
  lineNumber: number;
  columnNumber: number;
}
export interface Profile {
  nodes: { id: number; callFrame: Frame; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}
export type SelfTimes = Map<string, { ms: number; functions: { label: string; ms: number; share: number }[] }>;
export function selfTimes(
  profile: Profile,
  taskNamed: (frame: Frame) => string | undefined,
  label: (frame: Frame) => string,
): SelfTimes;
export function profileText(times: SelfTimes, options?: { least?: number; leastMs?: number }): string;
