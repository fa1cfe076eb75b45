/** A text that nobody else enters. */
export function uniqueText(count: number): string {
  return `v${count}x`
}

/** How a product stands among such texts. */
export function uniqueProduct(productId: string): string {
  return `p${productId}x`
}

/** Adds all such texts and products in what crossed the wire. */
export function addValues(values: Set<string>, crossed: unknown): void {
  const text = JSON.stringify(crossed ?? null)
  for (const [value] of text.matchAll(/v\d+x/g)) values.add(value)
  for (const [, product] of text.matchAll(/"productId":"(\d+)"/g)) values.add(uniqueProduct(product ?? ''))
}
