// HDF5's types and flags are macros that read variables of the library, which Swift cannot see: one getter each.
#include <hdf5.h>

static inline hid_t lid_h5_f64(void) { return H5T_IEEE_F64LE; }
static inline hid_t lid_h5_f32(void) { return H5T_IEEE_F32LE; }
static inline hid_t lid_h5_i64(void) { return H5T_STD_I64LE; }
static inline hid_t lid_h5_u8(void) { return H5T_STD_U8LE; }
static inline hid_t lid_h5_double(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t lid_h5_int64(void) { return H5T_NATIVE_INT64; }
static inline hid_t lid_h5_uint8(void) { return H5T_NATIVE_UINT8; }
static inline hid_t lid_h5_c_string(void) { return H5T_C_S1; }

static inline hid_t lid_h5_file_creation(void) { return H5P_FILE_CREATE; }
static inline hid_t lid_h5_file_access(void) { return H5P_FILE_ACCESS; }
static inline hid_t lid_h5_dataset_creation(void) { return H5P_DATASET_CREATE; }
static inline hid_t lid_h5_group_creation(void) { return H5P_GROUP_CREATE; }
static inline hid_t lid_h5_default(void) { return H5P_DEFAULT; }
static inline hid_t lid_h5_all(void) { return H5S_ALL; }
static inline unsigned lid_h5_read_only(void) { return H5F_ACC_RDONLY; }
static inline unsigned lid_h5_truncate(void) { return H5F_ACC_TRUNC; }

// The library prints what fails to standard error, thread by thread, unless told not to; our own messages say it.
static inline void lid_h5_be_quiet(void) { H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }
