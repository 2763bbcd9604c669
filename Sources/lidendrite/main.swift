import Configuration
print("lidendrite")
