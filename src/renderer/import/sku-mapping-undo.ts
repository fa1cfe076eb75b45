import { withoutMapping, withProduct } from '#shared/domain/edit-sku-mapping.ts'
import type { ImportRow } from '#shared/domain/import-batch.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import type { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import type { UndoSlice, UndoStep, UndoSubject } from './undo-subject.ts'

/** What taking back SKU mappings works on. */
export interface SkuMappingUndoContext {
  readonly skuMappings: Pick<SkuMappingRepository, 'findByIds' | 'modifyMany' | 'noting'>
  readonly now: () => number
}

/** Takes back an import of SKU mappings (UndoSubject): all that it needs is in the before-images. */
export class SkuMappingUndo implements UndoSubject {
  readonly #context: SkuMappingUndoContext
  readonly #batchId: string

  constructor(context: SkuMappingUndoContext, batchId: string) {
    this.#context = context
    this.#batchId = batchId
  }

  async look({ images }: UndoSlice): Promise<UndoStep[]> {
    const { skuMappings, now } = this.#context
    const found = await skuMappings.findByIds(images.map(({ recordId }) => recordId))
    return images.flatMap((image): UndoStep[] => {
      const mapping = found.get(image.recordId)
      if (mapping === undefined) return []
      const { recordId } = image
      const { customerId, updatedAt: lookedAt } = mapping
      const undone = undo(mapping, image, now())
      if (undone === 'touched') return [{ recordId, customerId, action: 'keep', lookedAt }]
      if (undone === 'remove') return [{ recordId, customerId, action: 'remove', lookedAt }]
      if (undone === mapping) return []
      return [{ recordId, customerId, action: undone.deletedAt === 0 ? 'restore' : 'remove-there', lookedAt }]
    })
  }

  async take({ images }: UndoSlice, steps: readonly UndoStep[]): Promise<UndoStep[]> {
    const { skuMappings, now } = this.#context
    const imageOf = new Map(images.map((image) => [image.recordId, image]))
    await skuMappings.modifyMany(
      [...imageOf.keys()],
      (mapping) => {
        const image = imageOf.get(mapping.id)
        const undone = image === undefined ? 'touched' : undo(mapping, image, now())
        return undone === 'touched' ? 'keep' : undone
      },
      skuMappings.noting('import-undo', this.#batchId),
    )
    return [...steps]
  }
}

function undo(mapping: SkuMapping, image: ImportRow, now: number): SkuMapping | 'remove' | 'touched' {
  const [change] = image.changes
  const { before, after } = { before: textOf(change?.before), after: textOf(change?.after) }
  const present = mapping.deletedAt === 0 ? mapping.productId : ''
  if (present === before) return mapping
  if (present !== after) return 'touched'
  return before === '' ? withoutMapping(mapping, now) : withProduct(mapping, before, now)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
