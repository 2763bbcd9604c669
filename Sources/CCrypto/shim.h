// Message digests of OpenSSL; they import into Swift without help.
#include <openssl/evp.h>
