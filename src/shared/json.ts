/** Any value that survives JSON and structured clone unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
