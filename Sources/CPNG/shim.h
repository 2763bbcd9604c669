// Pictures are written with zlib alone, so that strips of a picture are compressed in parallel and no setjmp crosses
// Swift frames. libpng reads them back, an independent judge of what was written, and reads micrographs.
#include <stdlib.h>
#include <string.h>
#include <png.h>
#include <zlib.h>

// Pixels of the PNG file at `path` as packed RGB, row by row from the top; the caller frees them. Null if it is unreadable.
static inline unsigned char *lid_png_read_rgb(const char *path, int *width, int *height) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_file(&image, path)) return NULL;
  image.format = PNG_FORMAT_RGB;
  unsigned char *pixels = malloc(PNG_IMAGE_SIZE(image));
  if (pixels == NULL || !png_image_finish_read(&image, NULL, pixels, 0, NULL)) {
    png_image_free(&image);
    free(pixels);
    return NULL;
  }
  *width = (int)image.width;
  *height = (int)image.height;
  return pixels;
}

#include "gray.h"
