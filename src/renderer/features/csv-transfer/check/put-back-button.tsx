import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useText } from '#renderer/i18n/use-text.ts'

interface PutBackButtonProps {
  disabled: boolean
  onPutBack: () => void
  /** True within a grid, whose rows are the tab stops. */
  inGrid?: boolean
}

/** Takes a row in again that a person has left out. */
export function PutBackButton({ disabled, onPutBack, inGrid = false }: PutBackButtonProps) {
  const t = useText('imports')
  return (
    <Button
      variant="default"
      size="compact-sm"
      disabled={disabled}
      leftSection={<IconArrowBackUp size={15} stroke={1.7} />}
      {...(inGrid ? { tabIndex: -1 } : {})}
      onClick={(event) => {
        event.stopPropagation()
        onPutBack()
      }}
    >
      {t('row.putBack')}
    </Button>
  )
}
