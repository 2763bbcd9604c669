// Drawing (cairo) and outlines of glyphs from a font in memory (FreeType); both import into Swift without help.
#include <cairo.h>
#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <ft2build.h>
#include FT_FREETYPE_H
