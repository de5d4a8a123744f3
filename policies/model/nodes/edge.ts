/** The place in the program that makes an edge of the graph, and that a fix has to change. */
export interface Edge {
  urn: string;
  /** Which part of the resource, where it makes several edges: "ingress[1]". */
  part?: string;
}
