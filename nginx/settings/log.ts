/**
 * How the lines of the access log leave a worker: together, because each write costs more than the line itself. What is
 * still in the buffer is written after `flushSeconds` and at every orderly stop; a worker that is killed loses it.
 */
export interface Log {
  /**
   * Bytes that each worker collects, 512 to 1048576; 0 writes every line at once. Several workers share one pipe, which
   * takes 4096 bytes in one piece (PIPE_BUF): with more than that their lines could mix. @default 4096, some seven lines
   */
  bufferBytes: number;
  /** Longest time in seconds that a line stays in the buffer, 1 to 60. @default 1 */
  flushSeconds: number;
}
