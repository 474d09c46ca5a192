// Words without what readers do not type: capitals, accents on Latin letters, punctuation.
// In other scripts the marks are vowels, and stay.

export function plain(text) {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replace(/(\p{Script=Latin})\p{M}+/gu, "$1")
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}
