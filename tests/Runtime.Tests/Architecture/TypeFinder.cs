using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Runnel.Tests.Architecture;

/// <summary>Notes every type of the assembly that a signature or a token names.</summary>
internal sealed class TypeFinder(FolderDependencies dependencies, string? from) : ISignatureTypeProvider<int, TypeDefinitionHandle>
{
    private readonly MetadataReader metadata = dependencies.Metadata;

    public void Add(EntityHandle handle, TypeDefinitionHandle by)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                dependencies.AddEdge(from, (TypeDefinitionHandle)handle, by);
                break;
            case HandleKind.TypeSpecification:
                metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, by);
                break;
            case HandleKind.MethodDefinition:
                Add(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType(), by);
                break;
            case HandleKind.FieldDefinition:
                Add(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType(), by);
                break;
            case HandleKind.MemberReference:
                Add(metadata.GetMemberReference((MemberReferenceHandle)handle).Parent, by);
                break;
            case HandleKind.MethodSpecification:
                var method = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                method.DecodeSignature(this, by);
                Add(method.Method, by);
                break;
        }
    }

    public int GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Found(handle);

    public int GetTypeFromSpecification(MetadataReader reader, TypeDefinitionHandle by, TypeSpecificationHandle handle, byte rawTypeKind) =>
        metadata.GetTypeSpecification(handle).DecodeSignature(this, by);

    public int GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => 0;

    public int GetArrayType(int elementType, ArrayShape shape) => 0;

    public int GetByReferenceType(int elementType) => 0;

    public int GetFunctionPointerType(MethodSignature<int> signature) => 0;

    public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => 0;

    public int GetGenericMethodParameter(TypeDefinitionHandle by, int index) => 0;

    public int GetGenericTypeParameter(TypeDefinitionHandle by, int index) => 0;

    public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;

    public int GetPinnedType(int elementType) => 0;

    public int GetPointerType(int elementType) => 0;

    public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

    public int GetSZArrayType(int elementType) => 0;

    private int Found(TypeDefinitionHandle handle)
    {
        dependencies.AddEdge(from, handle, handle);
        return 0;
    }
}
