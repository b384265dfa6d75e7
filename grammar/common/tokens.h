/**
 * The tokens of the scanner, the classes of characters (specification A) and the few calls of tree-sitter's lexer that
 * all of the scanner is made of.
 */
#ifndef NIX_TOKENS_H_
#define NIX_TOKENS_H_

#include "tree_sitter/parser.h"

/** In the order of `scannerTokens` in `define-grammar.js`. */
enum TokenType {
  IDENTIFIER,
  BINDING_IDENTIFIER,
  ASSERT,
  ELSE,
  IF,
  IN,
  INHERIT,
  LET,
  OR,
  REC,
  THEN,
  WITH,
  NULL_WORD,
  TRUE_WORD,
  FALSE_WORD,
  USE,
  FEATURE_NAME,
  INTEGER,
  FLOAT,
  LIST_INDEX,
  URI,
  PATH_START,
  HOME_PATH_START,
  SEARCH_PATH,
  PATH_FRAGMENT,
  PATH_INTERPOLATION_START,
  INTERPOLATION_START,
  PLUS,
  PLUS_PLUS,
  MINUS,
  ARROW,
  DOT,
  DOT_BRACKET,
  DOT_BRACE,
  DOT_QUESTION,
  ELLIPSES,
  QUOTE_START,
  BINDING_QUOTE_START,
  STRING_FRAGMENT,
  STRING_ESCAPE,
  QUOTE_END,
  INDENT_START,
  INDENTED_FRAGMENT,
  INDENTED_ESCAPE,
  INDENT_END,
  END_OF_INPUT,
  OPEN_COMMENT,
  LOST_VALUE,
  LOST_DOT,
  ERROR_SENTINEL,
  COMMENT,
};

#ifdef SCANNER_NIX2
static const bool is_nix2 = true;
#else
static const bool is_nix2 = false;
#endif

#ifdef SCANNER_FUTURE
static const bool is_future = true;
#else
static const bool is_future = false;
#endif

static inline bool is_space(int32_t c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
static inline bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }
static inline bool is_letter(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static inline bool is_hex_digit(int32_t c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
static inline bool is_identifier_start(int32_t c) { return is_letter(c) || c == '_'; }
static inline bool is_identifier_char(int32_t c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '\'';
}
static inline bool is_path_char(int32_t c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-' || c == '+';
}
/** What may follow the colon of a URI. */
static inline bool is_uri_char(int32_t c) {
  if (is_path_char(c)) return true;
  switch (c) {
    case '%': case '/': case '?': case ':': case '@': case '&': case '=': case '$':
    case ',': case '!': case '~': case '*': case '\'':
      return true;
    default:
      return false;
  }
}

static inline void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static inline bool accept(TSLexer *lexer, enum TokenType token) {
  lexer->mark_end(lexer);
  lexer->result_symbol = token;
  return true;
}

/** Notes the token that ends here. A longer one may still be found. */
static inline void mark(TSLexer *lexer, enum TokenType token) { accept(lexer, token); }

static inline bool is_at(TSLexer *lexer, int32_t c) { return lexer->lookahead == c && !lexer->eof(lexer); }

#endif // NIX_TOKENS_H_
