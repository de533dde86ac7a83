/** Texts in the forms in which checks compare them; many rules ask the same of one text. */
import { normalize as normalizeText } from '../text.ts'
import { rememberText } from './remember.ts'

/** The text in half-width without any white space. */
export const normalize = rememberText(normalizeText)

/** The text without white space, width, punctuation and numbering: how texts are compared. */
export const plain = rememberText((text) =>
  normalize(text).replace(/[\s,.;:!?、，。；：！？“”"'‘’()（）《》〈〉[\]【】·\-—_~…]/g, ''),
)
