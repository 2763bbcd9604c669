// Gray and alpha of a PNG file held in memory. libpng reports errors by longjmp: all of it stays within this function.
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <png.h>

struct lid_png_input {
  const unsigned char *next;
  size_t left;
  char *message;
};

static inline void lid_png_take(png_structp png, png_bytep bytes, size_t count) {
  struct lid_png_input *input = png_get_io_ptr(png);
  if (count > input->left) png_error(png, "the file is cut off");
  memcpy(bytes, input->next, count);
  input->next += count;
  input->left -= count;
}

static inline void lid_png_fail(png_structp png, png_const_charp message) {
  struct lid_png_input *input = png_get_error_ptr(png);
  strncpy(input->message, message, 63);
  png_longjmp(png, 1);
}

static inline void lid_png_pass_over(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

// 16 bits each, as in the file and without any correction for gamma, row by row from the top; colours by their luminance (ITU-R BT.709).
// The caller frees them. Null if the file is unreadable or has more pixels than `most`; then `message` (64 zero bytes) says why.
static inline unsigned short *lid_png_read_gray(
    const void *bytes, size_t size, size_t most, int *width, int *height, char *message) {
  struct lid_png_input input = {bytes, size, message};
  if (size < 8 || png_sig_cmp(bytes, 0, 8) != 0) {
    strcpy(message, "not a PNG file");
    return NULL;
  }
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &input, lid_png_fail, lid_png_pass_over);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  unsigned short *volatile pixels = NULL;
  png_bytep *volatile rows = NULL;
  if (info == NULL || setjmp(png_jmpbuf(png))) {
    png_destroy_read_struct(&png, &info, NULL);
    free(pixels);
    free(rows);
    return NULL;
  }
  png_set_read_fn(png, &input, lid_png_take);
  png_read_info(png, info);
  const size_t columns = png_get_image_width(png, info), lines = png_get_image_height(png, info);
  *width = (int)columns;
  *height = (int)lines;
  if (columns * lines > most) png_error(png, "too large");
  png_set_expand_16(png);
  if (png_get_color_type(png, info) & PNG_COLOR_MASK_COLOR) png_set_rgb_to_gray_fixed(png, 1, 21260, 71520);
  if (!(png_get_color_type(png, info) & PNG_COLOR_MASK_ALPHA) && !png_get_valid(png, info, PNG_INFO_tRNS))
    png_set_add_alpha(png, 0xFFFF, PNG_FILLER_AFTER);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  png_set_swap(png);
#endif
  png_set_interlace_handling(png);
  png_read_update_info(png, info);
  if (png_get_rowbytes(png, info) != 4 * columns) png_error(png, "unknown form of pixels");
  pixels = malloc(4 * columns * lines);
  rows = malloc(lines * sizeof *rows);
  if (pixels == NULL || rows == NULL) png_error(png, "out of memory");
  for (size_t line = 0; line < lines; line++) rows[line] = (png_bytep)(pixels + 2 * columns * line);
  png_read_image(png, rows);
  png_read_end(png, NULL);
  png_destroy_read_struct(&png, &info, NULL);
  free(rows);
  return pixels;
}
